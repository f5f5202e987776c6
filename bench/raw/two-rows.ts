/** For comparison only: two narrow rows in one statement, as little as a durable write can be. */
export const twoRowsSchema = `
create table bench_record (id uuid primary key, text text not null, at timestamptz not null);
create table bench_entry (record_id uuid, seq integer, data jsonb not null, primary key (record_id, seq))`

export const insertTwoRows = ({ id }: { id: string }) => ({
  name: 'two rows',
  text: `with record as (insert into bench_record values ($1, $2, $3)) insert into bench_entry values ($1, 1, $4)`,
  values: [id, '厨房水槽下面的水管漏水，地板已经泡湿', new Date(), '{"channel":"app"}'],
})
