-- contract: no code since version 12 reads device

ALTER TABLE sessions DROP COLUMN device;
