import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with a working calendar. */
export const calendarErrors = {
  'calendar.invalid': e('invalid', '日历有误，请按提示修改。', 'The calendar is not right. Correct it as shown.'),
  'calendar.unpublished': e(
    'notAllowedNow',
    '{year} 年的工作日安排尚未公布。',
    'The working days of {year} are not published yet.',
  ),
  'calendar.dayOutsideYear': e(
    'invalid',
    '{date} 不在 {year} 年内，请改正日期或删除这一天。',
    '{date} is not in {year}. Correct the date or remove the day.',
  ),
  'calendar.doubledDay': e('invalid', '{date} 出现了两次，请只保留一条。', '{date} is listed twice. Keep it once.'),
  'calendar.holidayAndWorkday': e(
    'invalid',
    '{date} 既是放假日又是调休上班日，请只保留其中一种。',
    '{date} is both a holiday and a make-up workday. Keep one of the two.',
  ),
  'calendar.alreadyWorking': e(
    'invalid',
    '{date} 本来就是工作日，标为调休上班日不起作用，请删除或改为放假日。',
    '{date} is a workday anyway, so marking it as a make-up workday changes nothing. Remove it or make it a holiday.',
  ),
  'calendar.alreadyOff': e(
    'invalid',
    '{date} 本来就是周末休息日，标为放假日不起作用，请删除或改为调休上班日。',
    '{date} is a weekend anyway, so marking it as a holiday changes nothing. Remove it or make it a workday.',
  ),
  'calendar.otherYear': e(
    'invalid',
    '这是 {key} 年的日历，不能改成 {year} 年；{year} 年有自己的日历。',
    'This is the calendar of {key} and cannot become that of {year}, which has its own.',
  ),
  'calendar.yearMissing': e(
    'invalid',
    '{missing} 年的日历尚未发布。年份须连续，请先发布 {missing} 年，再发布 {year} 年。',
    'The calendar of {missing} is not published. Years must follow each other: publish {missing} before {year}.',
  ),
} as const satisfies Record<string, ErrorText>
