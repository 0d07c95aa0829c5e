/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_REGISTERS_H
#define _PIPESCOPE_REGISTERS_H

int ps_register_offset(unsigned int number);

#endif
