/*
 * code_alphabet.h - single symbols, shared by code.c and code_parse.c.
 */
#ifndef CODE_ALPHABET_H
#define CODE_ALPHABET_H

/* Value 0..31 of a symbol, -1 for a stranger. */
int code_symbol_value(char symbol);

/* ASCII only: codes and addresses hold nothing else. */
char code_upper(char c);

/* What a person meant: upper case, I is 1, O is 0. */
char code_typed_symbol(char c);

#endif
