import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with a process definition; each names the state, step or clock as its readers call it. */
export const definitionErrors = {
  'definition.missing': e(
    'invalid',
    '{place}缺少“{field}”一项，请补上。',
    'In {place}, the entry “{field}” is missing. Add it.',
  ),
  'definition.unknownWord': e(
    'invalid',
    '{place}的“{field}”不能写“{word}”，可以写：{words}。',
    'In {place}, “{field}” cannot be “{word}”. Use one of: {words}.',
  ),
  'definition.unknownKey': e(
    'invalid',
    '{place}中没有“{keys}”这样的项，请改正名称或删去。',
    'In {place}, there is no entry called “{keys}”. Correct its name or remove it.',
  ),
  'definition.shape': e(
    'invalid',
    '{place}的“{field}”写法不对，请改正。',
    'In {place}, “{field}” is not written as it must be. Correct it.',
  ),
  'definition.tooMuch': e(
    'invalid',
    '{place}的“{field}”超出上限 {maximum}，请精简。',
    'In {place}, “{field}” is more than the limit of {maximum}. Shorten it.',
  ),
  'definition.unknownKind': e(
    'invalid',
    '系统中没有“{kind}”这种记录，请改正流程的种类。',
    'There are no records of the kind “{kind}”. Correct the kind of the process.',
  ),
  'definition.otherKind': e(
    'invalid',
    '这是“{key}”的流程，内容中的 kind 却是“{kind}”，请改正。',
    'This is the process of “{key}”, but its content says “{kind}”. Correct it.',
  ),
  'definition.duplicate': e(
    'invalid',
    '标识“{key}”用了不止一次，请各用各的标识。',
    'The key “{key}” is used more than once. Give each its own.',
  ),
  'definition.fieldTwice': e(
    'invalid',
    '步骤“{step}”的表单中，“{field}”一项出现了不止一次，请删去多余的。',
    'The form of step “{step}” has the field “{field}” more than once. Remove what is too many.',
  ),
  'definition.optionTwice': e(
    'invalid',
    '步骤“{step}”的表单中，“{field}”的选项值“{option}”重复，请改正。',
    'In the form of step “{step}”, the field “{field}” has the option value “{option}” twice. Correct it.',
  ),
  'definition.noOptions': e(
    'invalid',
    '步骤“{step}”的表单中，“{field}”没有可选项，请补上。',
    'In the form of step “{step}”, the field “{field}” has no options. Add some.',
  ),
  'definition.emptyRange': e(
    'invalid',
    '步骤“{step}”的表单中，“{field}”的下限大于上限，请改正。',
    'In the form of step “{step}”, the field “{field}” has a minimum above its maximum. Correct it.',
  ),

  'definition.noBeginning': e(
    'invalid',
    '流程没有开始：请加上一个没有起始状态、操作为 report 的步骤。',
    'The process has no beginning. Add a step with the verb report that leads from no state.',
  ),
  'definition.secondBeginning': e(
    'invalid',
    '流程只能有一个开始，步骤“{step}”是多余的，请删去或给它起始状态。',
    'A process has one beginning. Step “{step}” is another: remove it or say from which state it leads.',
  ),
  'definition.createsNothing': e(
    'invalid',
    '步骤“{step}”新建记录，须指明到达的状态。',
    'Step “{step}” creates a record. Say to which state it leads.',
  ),
  'definition.reportCreates': e(
    'invalid',
    '操作为 report 的步骤没有起始状态，其他步骤都须有起始状态，请改正步骤“{step}”。',
    'A step with the verb report leads from no state, and every other step from one. Correct step “{step}”.',
  ),
  'definition.noEnd': e(
    'invalid',
    '流程没有结束：请加上至少一个阶段为已办结、已归档或已取消的状态。',
    'The process has no end. Add a state in the phase settled, archived or cancelled.',
  ),
  'definition.unreachable': e(
    'invalid',
    '没有步骤能到达状态“{state}”，请加上通向它的步骤，或删去它。',
    'No step leads to state “{state}”. Add one, or remove the state.',
  ),
  'definition.deadEnd': e(
    'invalid',
    '从状态“{state}”无法走到结束，请加上通向结束的步骤。',
    'From state “{state}” no way leads to an end. Add a step that does.',
  ),
  'definition.unknownState': e(
    'invalid',
    '步骤“{step}”用到的状态“{state}”不存在，请改正，或加上该状态。',
    'Step “{step}” names the state “{state}”, which does not exist. Correct it, or add the state.',
  ),

  'definition.noRole': e(
    'invalid',
    '步骤“{step}”没有指定由谁办理，请指定角色。',
    'Step “{step}” does not say who may take it. Name a role.',
  ),
  'definition.roleOfNobody': e(
    'invalid',
    '步骤“{step}”只能由{roles}办理，但现在没有在职员工担任，请改派角色或先安排人员。',
    'Step “{step}” is for {roles} only, which nobody on the staff is. Name another role, or appoint somebody first.',
  ),
  'definition.unknownGuard': e(
    'invalid',
    '步骤“{step}”的条件“{use}”不存在，请改正。',
    'Step “{step}” has the guard “{use}”, which does not exist. Correct it.',
  ),
  'definition.unknownEffect': e(
    'invalid',
    '步骤“{step}”的效果“{use}”不存在，请改正。',
    'Step “{step}” has the effect “{use}”, which does not exist. Correct it.',
  ),
  'definition.useOfOther': e(
    'invalid',
    '步骤“{step}”中的“{use}”不适用于这种记录，请删去。',
    'Step “{step}” has “{use}”, which does not apply to this kind of record. Remove it.',
  ),
  'definition.missingParam': e(
    'invalid',
    '步骤“{step}”中的“{use}”缺少参数“{param}”，请补上。',
    'In step “{step}”, “{use}” lacks its parameter “{param}”. Add it.',
  ),
  'definition.wrongParam': e(
    'invalid',
    '步骤“{step}”中的“{use}”，参数“{param}”不对，请改正或删去。',
    'In step “{step}”, the parameter “{param}” of “{use}” is not right. Correct or remove it.',
  ),
  'definition.unknownClock': e(
    'invalid',
    '步骤“{step}”中的“{use}”所指的时限“{word}”不存在，请改正。',
    'In step “{step}”, “{use}” names the clock “{word}”, which does not exist. Correct it.',
  ),
  'definition.unknownField': e(
    'invalid',
    '步骤“{step}”中的“{use}”要看“{word}”，但记录和表单中都没有这一项，请改正。',
    'In step “{step}”, “{use}” asks for “{word}”, which neither the record nor a form has. Correct it.',
  ),
  'definition.unknownFieldOfField': e(
    'invalid',
    '步骤“{step}”的表单项“{field}”要看“{word}”，但记录和表单中都没有这一项，请改正。',
    'In step “{step}”, the field “{field}” asks for “{word}”, which neither the record nor a form has. Correct it.',
  ),
  'definition.dayOfClock': e(
    'invalid',
    '时限“{clock}”以“{word}”所填的日期为准，启动它的每个步骤都须要求填写这个日期。',
    'The clock “{clock}” is due on the day given as “{word}”: every step that starts it has to ask for that date.',
  ),
  'definition.unknownNotice': e(
    'invalid',
    '步骤“{step}”要发的通知“{word}”没有文本，请改正。',
    'Step “{step}” sends the notice “{word}”, which has no text. Correct it.',
  ),
  'definition.fieldOfUse': e(
    'invalid',
    '步骤“{step}”中的“{use}”要用表单项“{word}”，但表单中没有类型为 {type} 的这一项，请改正。',
    'In step “{step}”, “{use}” takes the field “{word}”, but the form has none of that name with the type {type}. Correct it.',
  ),
  'definition.neededStep': e(
    'invalid',
    '流程缺少标识为“{key}”的步骤，系统用它{use}，请补上。',
    'The process lacks the step with the key “{key}”, which is needed for {use}. Add it.',
  ),
  'definition.neededStepUnfit': e(
    'invalid',
    '系统用步骤“{step}”{use}，请保持它原来的起始状态和办理方式，且没有别的必填项。',
    'Step “{step}” is needed for {use}. Keep the states it leads from and who takes it, and require no more in its form.',
  ),
  'definition.neededField': e(
    'invalid',
    '步骤“{step}”的表单须有“{field}”一项，类型为 {type}，选项与必填同默认流程，系统要用它。',
    'The form of step “{step}” needs the field “{field}” with the type {type}, required and with options as in the default process.',
  ),

  'definition.clockNeverStarts': e(
    'invalid',
    '时限“{clock}”没有任何步骤能使它开始，请改正其开始条件。',
    'Nothing starts the clock “{clock}”. Correct what starts it.',
  ),
  'definition.clockNeverStops': e(
    'invalid',
    '时限“{clock}”没有任何步骤能使它结束，请改正其结束条件。',
    'Nothing stops the clock “{clock}”. Correct what stops it.',
  ),
  'definition.clockStranded': e(
    'invalid',
    '到了状态“{state}”，时限“{clock}”可能还在计时，而此后没有步骤能使它结束，请加上这样的步骤，或改正其结束条件。',
    'In state “{state}” the clock “{clock}” may still run, and no step after it stops it. Add one, or correct what stops the clock.',
  ),
  'definition.promisePauses': e(
    'invalid',
    '时限“{clock}”是对客户的承诺，不能暂停，请删去暂停条件。',
    'The clock “{clock}” is a promise to the customer and cannot pause. Remove what pauses it.',
  ),
  'definition.promiseInOpeningHours': e(
    'invalid',
    '时限“{clock}”是对客户的承诺，不能只计服务时间，请改用连续小时或工作日。',
    'The clock “{clock}” is a promise to the customer and cannot count opening hours. Use elapsed hours or working days.',
  ),
  'definition.takesNoSteps': e(
    'invalid',
    '只有系统定时能办理步骤，请从时限“{clock}”中删去 take。',
    'Only a timer takes steps. Remove “take” from the clock “{clock}”.',
  ),
  'definition.timerWithoutStep': e(
    'invalid',
    '系统定时“{clock}”须指明到期时办理的步骤，有提醒时也须指明提醒的步骤。',
    'The timer “{clock}” must name the step that it takes when due, and with warnings the one it takes then.',
  ),
  'definition.timerEscalates': e(
    'invalid',
    '系统定时“{clock}”不由人负责，不能升级，请删去升级规则。',
    'Nobody owes the timer “{clock}”, so it cannot escalate. Remove the escalation.',
  ),
  'definition.timerStep': e(
    'invalid',
    '系统定时“{clock}”要办理的步骤“{step}”不存在，或不能由系统办理，或有必填项，请改正。',
    'The timer “{clock}” takes the step “{step}”, which does not exist, is not for the system, or has required fields. Correct it.',
  ),
  'definition.unknownFieldOfClock': e(
    'invalid',
    '时限“{clock}”要看“{word}”，但记录和表单中都没有这一项，请改正。',
    'The clock “{clock}” asks for “{word}”, which neither the record nor a form has. Correct it.',
  ),

  'definition.promiseMissing': e(
    'invalid',
    '规范{clause}要求{promised}，流程中却没有时限“{name}”，请补上。',
    'The Specification {clause} promises {promised}, but the process lacks the clock “{name}”. Add it.',
  ),
  'definition.promiseWeaker': e(
    'invalid',
    '时限“{clock}”是规范{clause}的要求（{promised}），须为同样性质，从提交时起算，对每一单都有效，请改正。',
    'The clock “{clock}” keeps what the Specification {clause} promises ({promised}). Keep its nature, count it from the report, and for every record.',
  ),
  'definition.belowSpecification': e(
    'invalid',
    '时限“{clock}”为{given}，低于规范{clause}要求的{promised}。请改正；确需放宽的，在 exception 中写明原因和截止日期，并由公司高管发布。',
    'The clock “{clock}” gives {given}, below the {promised} of the Specification {clause}. Correct it, or give a reason and an end date in “exception” and have an executive publish it.',
  ),
  'definition.exceptionEnded': e(
    'invalid',
    '时限“{clock}”的例外已于 {until} 到期，请按规范改正，或写明新的截止日期。',
    'The exception of the clock “{clock}” ended on {until}. Correct the target, or give a new end date.',
  ),
  'definition.exceptionTooLong': e(
    'invalid',
    '时限“{clock}”的例外最长 12 个月，截止日期不能晚于 {latest}。',
    'The exception of the clock “{clock}” lasts at most 12 months. Let it end on {latest} or before.',
  ),
  'definition.exceptionNeedless': e(
    'invalid',
    '时限“{clock}”不低于规范，不需要例外，请删去 exception。',
    'The clock “{clock}” is not below the Specification and needs no exception. Remove “exception”.',
  ),

  'definition.forceCloseOfComplaint': e(
    'invalid',
    '投诉不能强制办结，请删去步骤“{step}”。',
    'A complaint is never closed by force. Remove step “{step}”.',
  ),
  'definition.complaintSettlesItself': e(
    'invalid',
    '投诉须由人与客户沟通后办结，步骤“{step}”不能由系统办理，请改正。',
    'A complaint is settled by a person after a talk with the customer. Step “{step}” cannot be taken by the system. Correct it.',
  ),
  'definition.complaintWithoutTalk': e(
    'invalid',
    '投诉须与客户沟通后才能办结，请给步骤“{step}”加上条件 clockMet，指向由沟通满足的时限。',
    'A complaint is settled after a talk with the customer. Give step “{step}” the guard clockMet with a clock that a talk meets.',
  ),
} as const satisfies Record<string, ErrorText>
