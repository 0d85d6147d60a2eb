-- Output is kept in files, which know their size; nobody ever counted it here.

alter table run drop column output_bytes;
