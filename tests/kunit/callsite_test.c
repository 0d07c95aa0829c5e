// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/string.h>

#include "suites.h"
#include "text/callsite.h"

#define ADDRESS 0xffffffff81234560UL	/* where the made-up text runs */
#define FAR 0x12340UL

/**
 * struct machine - how to make up text
 * @name: what messages call it
 * @isa: what is under test
 * @call_size: bytes of a call, and of the jump of the same reach
 * @put_call: writes a call with that displacement from its own address
 * @put_jump: likewise a jump
 */
struct machine {
	const char *name;
	const struct ps_isa *isa;
	size_t call_size;
	void (*put_call)(u8 *insn, long displacement);
	void (*put_jump)(u8 *insn, long displacement);
};

static void put_le32(u8 *to, u32 value)
{
	__le32 word = cpu_to_le32(value);

	memcpy(to, &word, sizeof(word));
}

static void put_x86(u8 *insn, u8 opcode, long displacement)
{
	insn[0] = opcode;
	put_le32(insn + 1, displacement - 5);
}

static void put_x86_call(u8 *insn, long displacement)
{
	put_x86(insn, 0xe8, displacement);
}

static void put_x86_jmp(u8 *insn, long displacement)
{
	put_x86(insn, 0xe9, displacement);
}

static void put_arm64(u8 *insn, u32 opcode, long displacement)
{
	put_le32(insn, opcode | ((displacement >> 2) & 0x03ffffff));
}

static void put_arm64_bl(u8 *insn, long displacement)
{
	put_arm64(insn, 0x94000000, displacement);
}

static void put_arm64_b(u8 *insn, long displacement)
{
	put_arm64(insn, 0x14000000, displacement);
}

static const struct machine machines[] = {
	{ "x86-64", &ps_isa_x86_64, 5, put_x86_call, put_x86_jmp },
	{ "arm64", &ps_isa_arm64, 4, put_arm64_bl, put_arm64_b },
	{ }
};

/* On the heap, so that reading past its end is noticed. Zeros are no call. */
static u8 *make_text(struct kunit *test, size_t size)
{
	u8 *text = kunit_kzalloc(test, size, GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, text);
	return text;
}

static void expect_sites(struct kunit *test, const struct machine *m,
			 const u8 *text, size_t size, unsigned long target,
			 unsigned int nr, size_t first, size_t second)
{
	unsigned long sites[] = { 0, 0 };

	KUNIT_EXPECT_EQ_MSG(test,
			    ps_callsite_find(m->isa, text, size, ADDRESS,
					     target, sites, 2),
			    nr, "%s, target at %+ld", m->name,
			    (long)(target - ADDRESS));
	KUNIT_EXPECT_EQ_MSG(test, sites[0], nr > 0 ? ADDRESS + first : 0, "%s",
			    m->name);
	KUNIT_EXPECT_EQ_MSG(test, sites[1], nr > 1 ? ADDRESS + second : 0,
			    "%s", m->name);
}

static void expect_site(struct kunit *test, const struct machine *m,
			const u8 *text, size_t size, unsigned long target,
			size_t at)
{
	expect_sites(test, m, text, size, target, 1, at, 0);
}

static void expect_none(struct kunit *test, const struct machine *m,
			const u8 *text, size_t size, unsigned long target)
{
	expect_sites(test, m, text, size, target, 0, 0, 0);
}

static void text_without_a_call_has_none(struct kunit *test)
{
	const struct machine *m;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		expect_none(test, m, text, 64, ADDRESS + FAR);
	}
}

static void text_shorter_than_a_call_has_none(struct kunit *test)
{
	const struct machine *m;
	size_t size;

	for (m = machines; m->isa; m++) {
		for (size = 1; size < m->call_size; size++)
			expect_none(test, m, make_text(test, size), size,
				    ADDRESS + FAR);
		expect_none(test, m, NULL, 0, ADDRESS + FAR);
	}
}

static void one_call_is_found(struct kunit *test)
{
	const struct machine *m;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		m->put_call(text + 20, FAR - 20);
		expect_site(test, m, text, 64, ADDRESS + FAR, 20);
	}
}

static void two_calls_are_found(struct kunit *test)
{
	const struct machine *m;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		m->put_call(text + 8, FAR - 8);
		m->put_call(text + 40, FAR - 40);
		expect_sites(test, m, text, 64, ADDRESS + FAR, 2, 8, 40);
	}
}

static void calls_to_others_do_not_matter(struct kunit *test)
{
	const struct machine *m;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		m->put_call(text + 8, 2 * FAR - 8);
		m->put_call(text + 20, FAR - 20);
		m->put_call(text + 40, -FAR - 40);
		expect_site(test, m, text, 64, ADDRESS + FAR, 20);
	}
}

static void call_at_the_very_begin_is_found(struct kunit *test)
{
	const struct machine *m;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		m->put_call(text, FAR);
		expect_site(test, m, text, 64, ADDRESS + FAR, 0);
	}
}

static void call_at_the_very_end_is_found(struct kunit *test)
{
	const struct machine *m;

	for (m = machines; m->isa; m++) {
		size_t size = 40 + m->call_size;
		u8 *text = make_text(test, size);

		m->put_call(text + 40, FAR - 40);
		expect_site(test, m, text, size, ADDRESS + FAR, 40);
	}
}

static void call_cut_off_at_the_end_is_not_taken(struct kunit *test)
{
	const struct machine *m;
	u8 call[5];
	size_t cut;

	for (m = machines; m->isa; m++) {
		m->put_call(call, FAR - 40);
		for (cut = 1; cut < m->call_size; cut++) {
			size_t size = 40 + m->call_size - cut;
			u8 *text = make_text(test, size);

			memcpy(text + 40, call, m->call_size - cut);
			expect_none(test, m, text, size, ADDRESS + FAR);
		}
	}
}

static void backward_call_is_found(struct kunit *test)
{
	const struct machine *m;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		m->put_call(text + 20, -FAR - 20);
		expect_site(test, m, text, 64, ADDRESS - FAR, 20);
	}
}

static void call_past_the_landing_pad_is_found(struct kunit *test)
{
	const struct machine *m;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		m->put_call(text + 20, FAR + 4 - 20);
		expect_site(test, m, text, 64, ADDRESS + FAR, 20);
	}
}

static void calls_to_and_past_the_landing_pad_are_found(struct kunit *test)
{
	const struct machine *m;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		m->put_call(text + 8, FAR - 8);
		m->put_call(text + 40, FAR + 4 - 40);
		expect_sites(test, m, text, 64, ADDRESS + FAR, 2, 8, 40);
	}
}

static void call_to_a_neighbour_is_not_taken(struct kunit *test)
{
	static const long neighbours[] = { -8, -5, -3, -1, 1, 3, 4, 8 };
	const struct machine *m;
	unsigned int i;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		m->put_call(text + 20, FAR - 20);
		for (i = 0; i < ARRAY_SIZE(neighbours); i++)
			expect_none(test, m, text, 64,
				    ADDRESS + FAR + neighbours[i]);
	}
}

static void jump_is_not_taken_for_a_call(struct kunit *test)
{
	const struct machine *m;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		m->put_jump(text + 20, FAR - 20);
		expect_none(test, m, text, 64, ADDRESS + FAR);
	}
}

static void x86_call_may_be_at_any_address(struct kunit *test)
{
	size_t at;

	for (at = 0; at <= 8; at++) {
		u8 *text = make_text(test, 16);

		put_x86_call(text + at, FAR - at);
		expect_site(test, &machines[0], text, 16, ADDRESS + FAR, at);
	}
}

/* Within the immediate of a mov, here: register_kprobe() would refuse it. */
static void x86_bytes_that_look_like_the_call_count(struct kunit *test)
{
	u8 *text = make_text(test, 64);

	text[7] = 0x48;
	text[8] = 0xb8;
	put_x86_call(text + 9, FAR - 9);
	put_x86_call(text + 40, FAR - 40);
	expect_sites(test, &machines[0], text, 64, ADDRESS + FAR, 2, 9, 40);
}

static void x86_known_encodings(struct kunit *test)
{
	static const u8 to_itself[] = { 0xe8, 0xfb, 0xff, 0xff, 0xff };
	static const u8 to_the_next[] = { 0xe8, 0x00, 0x00, 0x00, 0x00 };
	static const u8 farthest[] = { 0xe8, 0xff, 0xff, 0xff, 0x7f };
	static const u8 farthest_back[] = { 0xe8, 0x00, 0x00, 0x00, 0x80 };
	static const u8 through_memory[] = { 0xff, 0x15, 0x00, 0x00, 0x00, 0x00 };
	const struct machine *m = &machines[0];

	expect_site(test, m, to_itself, 5, ADDRESS, 0);
	expect_site(test, m, to_the_next, 5, ADDRESS + 5, 0);
	expect_site(test, m, farthest, 5, ADDRESS + 5 + 0x7fffffffUL, 0);
	expect_site(test, m, farthest_back, 5, ADDRESS + 5 - 0x80000000UL, 0);
	expect_none(test, m, through_memory, 6, ADDRESS + 6);
}

static void arm64_known_encodings(struct kunit *test)
{
	static const u8 to_itself[] = { 0x00, 0x00, 0x00, 0x94 };
	static const u8 to_the_next[] = { 0x01, 0x00, 0x00, 0x94 };
	static const u8 to_the_last[] = { 0xff, 0xff, 0xff, 0x97 };
	static const u8 farthest[] = { 0xff, 0xff, 0xff, 0x95 };
	static const u8 farthest_back[] = { 0x00, 0x00, 0x00, 0x96 };
	static const u8 through_x0[] = { 0x00, 0x00, 0x3f, 0xd6 };
	const struct machine *m = &machines[1];

	expect_site(test, m, to_itself, 4, ADDRESS, 0);
	expect_site(test, m, to_the_next, 4, ADDRESS + 4, 0);
	expect_site(test, m, to_the_last, 4, ADDRESS - 4, 0);
	expect_site(test, m, farthest, 4, ADDRESS + 0x7fffffcUL, 0);
	expect_site(test, m, farthest_back, 4, ADDRESS - 0x8000000UL, 0);
	expect_none(test, m, through_x0, 4, ADDRESS);
}

static void arm64_call_between_instructions_is_not_taken(struct kunit *test)
{
	size_t at;

	for (at = 1; at < 4; at++) {
		u8 *text = make_text(test, 16);

		put_arm64_bl(text + at, FAR);
		expect_none(test, &machines[1], text, 16, ADDRESS + at + FAR);
	}
}

static void calls_beyond_the_room_are_counted(struct kunit *test)
{
	const struct machine *m;
	size_t at;

	for (m = machines; m->isa; m++) {
		u8 *text = make_text(test, 64);

		for (at = 8; at < 64; at += 16)
			m->put_call(text + at, FAR - at);
		expect_sites(test, m, text, 64, ADDRESS + FAR, 4, 8, 24);
	}
}

/**
 * struct move - an instruction, and what it does for a result
 * @isa: whose it is
 * @insn: its bytes
 * @reg: the register that it copies to the result, -1 for anything else
 */
struct move {
	const struct ps_isa *isa;
	u8 insn[4];
	int reg;
};

static void moves_to_the_result_are_known(struct kunit *test)
{
	static const struct move moves[] = {
		{ &ps_isa_x86_64, { 0x48, 0x89, 0xd8 }, 3 },	/* rbx */
		{ &ps_isa_x86_64, { 0x48, 0x89, 0xe8 }, 5 },	/* rbp */
		{ &ps_isa_x86_64, { 0x4c, 0x89, 0xe0 }, 12 },	/* r12 */
		{ &ps_isa_x86_64, { 0x4c, 0x89, 0xf8 }, 15 },	/* r15 */
		{ &ps_isa_x86_64, { 0x89, 0xd8, 0x5b }, -1 },	/* ebx: 32 bits */
		{ &ps_isa_x86_64, { 0x48, 0x89, 0xdf }, -1 },	/* to rdi */
		{ &ps_isa_x86_64, { 0x49, 0x89, 0xd8 }, -1 },	/* to r8 */
		{ &ps_isa_x86_64, { 0x48, 0x89, 0x18 }, -1 },	/* to memory */
		{ &ps_isa_x86_64, { 0x48, 0x8b, 0x03 }, -1 },	/* from memory */
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(moves); i++) {
		const struct move *m = &moves[i];
		unsigned int reg = -1;

		KUNIT_EXPECT_EQ_MSG(test, m->isa->decode_result(m->insn, &reg),
				    m->reg >= 0, "move %u", i);
		KUNIT_EXPECT_EQ_MSG(test, reg, m->reg, "move %u", i);
	}
}

/* A function that calls at 32, and before that has the bytes @before. */
static u8 *make_caller(struct kunit *test, const u8 *before, size_t length)
{
	u8 *text = make_text(test, 64);

	memset(text, 0x90, 64);
	memcpy(text + 32 - length, before, length);
	put_x86_call(text + 32, FAR);
	return text;
}

static void x86_argument_is_known_after_the_call(struct kunit *test)
{
	static const struct {
		u8 insn[3];
		int reg;
	} copies[] = {
		{ { 0x48, 0x89, 0xdf }, 3 },	/* from rbx */
		{ { 0x48, 0x89, 0xef }, 5 },	/* from rbp */
		{ { 0x4c, 0x89, 0xe7 }, 12 },	/* from r12 */
		{ { 0x4c, 0x89, 0xff }, 15 },	/* from r15 */
		{ { 0x48, 0x89, 0xc7 }, -1 },	/* from rax: lost by the call */
		{ { 0x48, 0x89, 0xe7 }, -1 },	/* from rsp: changed by it */
		{ { 0x4c, 0x89, 0xd7 }, -1 },	/* from r10: lost */
		{ { 0x48, 0x89, 0xde }, -1 },	/* to rsi */
		{ { 0x90, 0x89, 0xdf }, -1 },	/* 32 bits of it */
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(copies); i++) {
		u8 *text = make_caller(test, copies[i].insn, 3);
		unsigned int reg, length;

		length = ps_callsite_argument(&ps_isa_x86_64, text, 64, 32,
					      &reg);
		KUNIT_EXPECT_EQ_MSG(test, length, copies[i].reg < 0 ? 0 : 3,
				    "copy %u", i);
		if (length)
			KUNIT_EXPECT_EQ_MSG(test, reg, copies[i].reg,
					    "copy %u", i);
	}
}

static void x86_argument_is_not_known_at_a_jumps_target(struct kunit *test)
{
	static const u8 copy[] = { 0x48, 0x89, 0xdf };
	static const struct {
		size_t at;
		u8 jump[6];
		bool known;
	} jumps[] = {
		{ 10, { 0xeb, 20 }, false },
		{ 10, { 0xeb, 17 }, true },		/* to the copy */
		{ 50, { 0x74, -20 }, false },
		{ 50, { 0x7f, -20 }, false },
		{ 50, { 0xe9, -23, 0xff, 0xff, 0xff }, false },
		{ 10, { 0x0f, 0x84, 16, 0, 0, 0 }, false },
		{ 10, { 0x0f, 0x84, 17, 0, 0, 0 }, true },	/* behind it */
		{ 58, { 0x0f, 0x8f, -32, 0xff, 0xff, 0xff }, false },
	};
	unsigned int i, reg;

	for (i = 0; i < ARRAY_SIZE(jumps); i++) {
		u8 *text = make_caller(test, copy, sizeof(copy));

		memcpy(text + jumps[i].at, jumps[i].jump, 6);
		KUNIT_EXPECT_EQ_MSG(test,
				    ps_callsite_argument(&ps_isa_x86_64, text,
							 64, 32, &reg),
				    jumps[i].known ? 3 : 0, "jump %u", i);
	}
}

static void x86_argument_is_known_on_the_stack(struct kunit *test)
{
	static const struct {
		u8 insn[5];
		size_t size;
		int slot;
	} stores[] = {
		{ { 0x48, 0x89, 0x3c, 0x24 }, 4, 0 },
		{ { 0x48, 0x89, 0x7c, 0x24, 0x08 }, 5, 8 },
		{ { 0x48, 0x89, 0x7c, 0x24, 0x78 }, 5, 0x78 },
		{ { 0x48, 0x89, 0x7c, 0x24, 0xf8 }, 5, -1 },	/* below it */
		{ { 0x48, 0x89, 0x7d, 0x08 }, 4, -1 },	/* by %rbp */
		{ { 0x48, 0x89, 0x34, 0x24 }, 4, -1 },	/* rsi */
		{ { 0x48, 0x8b, 0x3c, 0x24 }, 4, -1 },	/* a load */
		{ { 0x89, 0x3c, 0x24 }, 3, -1 },	/* 32 bits */
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(stores); i++) {
		u8 *text = make_caller(test, stores[i].insn, stores[i].size);
		unsigned int slot = -1, length;

		length = ps_callsite_spill(&ps_isa_x86_64, text, 64, 32, &slot);
		KUNIT_EXPECT_EQ_MSG(test, length,
				    stores[i].slot < 0 ? 0 : stores[i].size,
				    "store %u", i);
		KUNIT_EXPECT_EQ_MSG(test, slot, stores[i].slot, "store %u", i);
	}
}

static void x86_argument_on_the_stack_needs_no_jump(struct kunit *test)
{
	static const u8 store[] = { 0x48, 0x89, 0x3c, 0x24 };
	u8 *text = make_caller(test, store, sizeof(store));
	unsigned int slot;

	text[10] = 0xeb;
	text[11] = 20;
	KUNIT_EXPECT_EQ(test, ps_callsite_spill(&ps_isa_x86_64, text, 64, 32,
						&slot), 0);
	KUNIT_EXPECT_EQ(test, ps_callsite_spill(&ps_isa_x86_64, text + 32, 32,
						0, &slot), 0);
	KUNIT_EXPECT_EQ(test, ps_callsite_spill(&ps_isa_arm64, text, 64, 32,
						&slot), 0);
}

static void x86_setup_is_found_if_a_jump_has_room(struct kunit *test)
{
	static const struct {
		u8 insns[10];
		size_t size;
		size_t found;	/* this many bytes before the call */
	} setups[] = {
		/* lea 0x30(%rsp),%rsi; mov %rbx,%rdi */
		{ { 0x48, 0x8d, 0x74, 0x24, 0x30, 0x48, 0x89, 0xdf }, 8, 8 },
		/* the other way round */
		{ { 0x48, 0x89, 0xdf, 0x48, 0x8d, 0x74, 0x24, 0x30 }, 8, 5 },
		/* lea -0x40(%rbp),%rsi; mov %r12,%rdi */
		{ { 0x48, 0x8d, 0x75, 0xc0, 0x4c, 0x89, 0xe7 }, 7, 7 },
		/* mov %rsp,%rsi; mov %rbp,%rdi */
		{ { 0x48, 0x89, 0xe6, 0x48, 0x89, 0xef }, 6, 6 },
		/* mov %r12,%rdi; xor %ebx,%ebx */
		{ { 0x4c, 0x89, 0xe7, 0x31, 0xdb }, 5, 5 },
		/* mov %rbp,%rdi; xor %r12d,%r12d */
		{ { 0x48, 0x89, 0xef, 0x45, 0x31, 0xe4 }, 6, 6 },
		/* no more than needed: mov; mov; mov */
		{ { 0x48, 0x89, 0xde, 0x48, 0x89, 0xe6, 0x48, 0x89, 0xef },
		  9, 6 },
		/* too short: mov %r14,%rsi */
		{ { 0x4c, 0x89, 0xf6 }, 3, 0 },
		/* jae, mov %r14,%rsi: leaves before it reaches the call */
		{ { 0x73, 0x10, 0x4c, 0x89, 0xf6 }, 5, 0 },
		/* mov %rdx,%rcx and mov %rbx,%rdi: the first is none */
		{ { 0x48, 0x89, 0xd1, 0x48, 0x89, 0xdf }, 6, 0 },
		/* xor %eax,%ebx is none */
		{ { 0x4c, 0x89, 0xe7, 0x31, 0xc3 }, 5, 0 },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(setups); i++) {
		u8 *text = make_caller(test, setups[i].insns, setups[i].size);
		size_t found = setups[i].found ? 32 - setups[i].found : 0;

		KUNIT_EXPECT_EQ_MSG(test, ps_callsite_setup(&ps_isa_x86_64,
							    text, 64, 32),
				    found, "set-up %u", i);
		KUNIT_EXPECT_EQ_MSG(test, ps_callsite_setup(&ps_isa_arm64,
							    text, 64, 32),
				    0, "set-up %u", i);
	}
}

static void x86_setup_is_not_entered_by_a_jump(struct kunit *test)
{
	static const u8 setup[] = {
		0x48, 0x89, 0xe6, 0x48, 0x89, 0xef	/* at 26 and 29 */
	};
	static const struct {
		size_t at;
		u8 jump[6];
		size_t found;
	} jumps[] = {
		{ 10, { 0xeb, 14 }, 26 },		/* to the first */
		{ 10, { 0xeb, 17 }, 0 },		/* to the second */
		{ 10, { 0x74, 20 }, 0 },		/* to the call */
		{ 50, { 0xe9, -26, 0xff, 0xff, 0xff }, 0 },
		{ 50, { 0x0f, 0x84, -30, 0xff, 0xff, 0xff }, 26 },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(jumps); i++) {
		u8 *text = make_caller(test, setup, sizeof(setup));

		memcpy(text + jumps[i].at, jumps[i].jump, 6);
		KUNIT_EXPECT_EQ_MSG(test, ps_callsite_setup(&ps_isa_x86_64,
							    text, 64, 32),
				    jumps[i].found, "jump %u", i);
	}
}

static void x86_setup_does_not_begin_before_the_text(struct kunit *test)
{
	static const u8 setup[] = { 0x48, 0x89, 0xe6, 0x48, 0x89, 0xef };
	u8 *text = make_caller(test, setup, sizeof(setup));
	size_t call;

	for (call = 0; call < 6; call++)
		KUNIT_EXPECT_EQ(test, ps_callsite_setup(&ps_isa_x86_64,
							text + 32 - call,
							32 + call, call), 0);
}

/* What follows a call at 32, which ends at 37. */
static size_t after_next(struct kunit *test, const u8 *insns, size_t size,
			 const struct ps_isa *isa)
{
	u8 *text = make_caller(test, insns, 0);

	memcpy(text + 37, insns, size);
	return ps_callsite_after_next(isa, text, 64, 32);
}

static void x86_place_after_the_next_call_is_found(struct kunit *test)
{
	static const struct {
		u8 insns[15];
		size_t found;
	} follows[] = {
		/* mov %r14,%rdi; call */
		{ { 0x4c, 0x89, 0xf7, 0xe8, 1, 2, 3, 4 }, 45 },
		{ { 0xe8, 1, 2, 3, 4 }, 42 },
		/* the same, after a jump of either size */
		{ { 0xeb, 2, 0, 0, 0x4c, 0x89, 0xf7, 0xe8, 1, 2, 3, 4 }, 49 },
		{ { 0xe9, 1, 0, 0, 0, 0, 0xe8, 1, 2, 3, 4 }, 48 },
		/* je, which need not jump; something else; no call */
		{ { 0x74, 2, 0, 0, 0xe8, 1, 2, 3, 4 }, 0 },
		{ { 0x8b, 0x43, 0x6c, 0xe8, 1, 2, 3, 4 }, 0 },
		{ { 0x4c, 0x89, 0xf7, 0x90 }, 0 },
		/* out of the function: forwards, too near its end, backwards */
		{ { 0xeb, 100 }, 0 },
		{ { 0xeb, 17 }, 0 },
		{ { 0xeb, -60 }, 0 },
		/* another jump leads to the place */
		{ { 0xe8, 1, 2, 3, 4, 0x90, 0x90, 0x74, -4 }, 0 },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(follows); i++) {
		KUNIT_EXPECT_EQ_MSG(test, after_next(test, follows[i].insns, 15,
						     &ps_isa_x86_64),
				    follows[i].found, "case %u", i);
		KUNIT_EXPECT_EQ_MSG(test, after_next(test, follows[i].insns, 15,
						     &ps_isa_arm64),
				    0, "case %u", i);
	}
}

static void x86_place_after_the_next_call_is_in_the_text(struct kunit *test)
{
	u8 *text = make_text(test, 16);
	size_t size;

	put_x86_call(text, FAR);
	put_x86_call(text + 5, FAR);
	KUNIT_EXPECT_EQ(test, ps_callsite_after_next(&ps_isa_x86_64, text, 16,
						     0), 10);
	for (size = 5; size < 10; size++) {
		text = make_text(test, size);
		put_x86_call(text, FAR);
		KUNIT_EXPECT_EQ(test, ps_callsite_after_next(&ps_isa_x86_64,
							     text, size, 0), 0);
	}

	/* By a jump to what looks like a call, and is cut off. */
	text = make_text(test, 15);
	put_x86_call(text, FAR);
	text[5] = 0xeb;
	text[6] = 6;
	text[13] = 0xe8;
	KUNIT_EXPECT_EQ(test, ps_callsite_after_next(&ps_isa_x86_64, text, 15,
						     0), 0);
}

static void argument_is_not_known_at_the_begin(struct kunit *test)
{
	static const u8 copy[] = { 0x48, 0x89, 0xdf };
	u8 *text = make_caller(test, copy, sizeof(copy));
	unsigned int reg;

	KUNIT_EXPECT_EQ(test, ps_callsite_argument(&ps_isa_x86_64, text + 32,
						   32, 0, &reg), 0);
	KUNIT_EXPECT_EQ(test, ps_callsite_argument(&ps_isa_arm64, text, 64, 32,
						   &reg), 0);
}

/* What is done with an instruction of made-up arm64 text, by its offset. */
struct arm64_insn {
	size_t at;
	u32 word;
};

#define ARM64_TEXT 64
#define MOV_X0_X20 0xaa1403e0
#define CBNZ_X0(from, to) (0xb5000000 | (((to) - (from)) / 4 & 0x7ffff) << 5)
#define CBZ_W1(from, to) (0x34000001 | (((to) - (from)) / 4 & 0x7ffff) << 5)
#define TBNZ_W0(from, to) (0x37f80000 | (((to) - (from)) / 4 & 0x3fff) << 5)
#define B_EQ(from, to) (0x54000000 | (((to) - (from)) / 4 & 0x7ffff) << 5)
#define B(from, to) (0x14000000 | (((to) - (from)) / 4 & 0x3ffffff))
#define BL(from, to) (0x94000000 | (((to) - (from)) / 4 & 0x3ffffff))
#define ARM64_RET 0xd65f03c0
#define NOP 0xd503201f

/* Nops, with @insns in their places; the last is followed by one of word 0. */
static u8 *make_arm64(struct kunit *test, const struct arm64_insn *insns)
{
	u8 *text = make_text(test, ARM64_TEXT);
	size_t at;

	for (at = 0; at < ARM64_TEXT; at += 4)
		put_le32(text + at, NOP);
	for (; insns->word; insns++)
		put_le32(text + insns->at, insns->word);
	return text;
}

static void arm64_argument_is_known_after_the_call(struct kunit *test)
{
	static const struct {
		struct arm64_insn insns[3];
		int reg;
	} calls[] = {
		{ { { 28, MOV_X0_X20 } }, 20 },
		{ { { 28, 0xaa1303e0 } }, 19 },
		{ { { 28, 0xaa1c03e0 } }, 28 },
		{ { { 28, 0xaa1d03e0 } }, -1 },		/* x29: the frame */
		{ { { 28, 0xaa1203e0 } }, -1 },		/* x18: lost */
		{ { { 28, 0xaa0203e0 } }, -1 },		/* x2: lost */
		{ { { 28, 0xaa1f03e0 } }, -1 },		/* xzr: not a register */
		{ { { 28, 0x2a1403e0 } }, -1 },		/* w20: 32 bits */
		{ { { 28, 0xaa1403e1 } }, -1 },		/* to x1 */
		{ { { 24, MOV_X0_X20 } }, -1 },		/* not directly before */
		{ { { 28, MOV_X0_X20 }, { 8, B(8, 32) } }, -1 },
		{ { { 28, MOV_X0_X20 }, { 60, B(60, 32) } }, -1 },
		{ { { 28, MOV_X0_X20 }, { 48, B_EQ(48, 32) } }, -1 },
		{ { { 28, MOV_X0_X20 }, { 48, CBZ_W1(48, 32) } }, -1 },
		{ { { 28, MOV_X0_X20 }, { 48, CBNZ_X0(48, 32) } }, -1 },
		{ { { 28, MOV_X0_X20 }, { 8, TBNZ_W0(8, 32) } }, -1 },
		{ { { 28, MOV_X0_X20 }, { 48, B(48, 28) } }, 20 },
		{ { { 28, MOV_X0_X20 }, { 48, B(48, 36) } }, 20 },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		u8 *text = make_arm64(test, calls[i].insns);
		unsigned int reg, length;

		length = ps_callsite_argument(&ps_isa_arm64, text, ARM64_TEXT,
					      32, &reg);
		KUNIT_EXPECT_EQ_MSG(test, length, calls[i].reg < 0 ? 0 : 4,
				    "call %u", i);
		if (length)
			KUNIT_EXPECT_EQ_MSG(test, reg, calls[i].reg, "call %u",
					    i);
	}
}

static void arm64_returns_are_found(struct kunit *test)
{
	static const struct {
		struct arm64_insn insns[3];
		unsigned int nr;
		unsigned long first, second;
	} functions[] = {
		{ { { 20, NOP } }, 0 },
		{ { { 20, ARM64_RET } }, 1, 20 },
		{ { { 0, ARM64_RET }, { 60, ARM64_RET } }, 2, 0, 60 },
		{ { { 20, ARM64_RET }, { 40, 0xd63f0200 } }, 1, 20 },	/* blr */
		{ { { 20, ARM64_RET }, { 40, B(40, 0) } }, 1, 20 },
		{ { { 20, ARM64_RET }, { 40, B(40, 60) } }, 1, 20 },
		{ { { 20, ARM64_RET }, { 40, BL(40, 640) } }, 1, 20 },
		/* It may end somewhere else. */
		{ { { 20, ARM64_RET }, { 40, B(40, 64) } }, 0 },
		{ { { 20, ARM64_RET }, { 40, B(40, -4) } }, 0 },
		{ { { 20, ARM64_RET }, { 40, B_EQ(40, 400) } }, 0 },
		{ { { 20, ARM64_RET }, { 40, CBZ_W1(40, -400) } }, 0 },
		{ { { 20, ARM64_RET }, { 40, TBNZ_W0(40, 400) } }, 0 },
		{ { { 20, ARM64_RET }, { 40, 0xd61f0200 } }, 0 },  /* br x16 */
		{ { { 20, ARM64_RET }, { 40, 0xd65f03a0 } }, 0 },  /* ret x29 */
		{ { { 20, ARM64_RET }, { 40, 0xd65f0bff } }, 0 },  /* retaa */
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(functions); i++) {
		u8 *text = make_arm64(test, functions[i].insns);
		unsigned long offsets[] = { 0, 0 };
		unsigned int nr;

		nr = ps_callsite_returns(&ps_isa_arm64, text, ARM64_TEXT,
					 offsets, 2);
		KUNIT_EXPECT_EQ_MSG(test, nr, functions[i].nr, "function %u",
				    i);
		if (nr)
			KUNIT_EXPECT_EQ_MSG(test, offsets[0],
					    functions[i].first, "function %u",
					    i);
		if (nr > 1)
			KUNIT_EXPECT_EQ_MSG(test, offsets[1],
					    functions[i].second, "function %u",
					    i);
	}
}

static void returns_beyond_the_room_are_counted(struct kunit *test)
{
	static const struct arm64_insn insns[] = {
		{ 8, ARM64_RET }, { 16, ARM64_RET }, { 24, ARM64_RET }, { }
	};
	u8 *text = make_arm64(test, insns);
	unsigned long offsets[] = { 0, 0 };

	KUNIT_EXPECT_EQ(test, ps_callsite_returns(&ps_isa_arm64, text,
						  ARM64_TEXT, offsets, 1), 3);
	KUNIT_EXPECT_EQ(test, offsets[0], 8);
	KUNIT_EXPECT_EQ(test, offsets[1], 0);
	KUNIT_EXPECT_EQ(test, ps_callsite_returns(&ps_isa_x86_64, text,
						  ARM64_TEXT, offsets, 2), 0);
}

/* The loop of wait_event(): the call is at 16, and the sleep at 40. */
static void arm64_sleep_is_found(struct kunit *test)
{
	static const struct {
		struct arm64_insn insns[7];
		size_t site;
	} loops[] = {
		{ { { 12, MOV_X0_X20 }, { 36, CBNZ_X0(36, 60) },
		    { 44, B(44, 8) } }, 36 },
		{ { { 12, MOV_X0_X20 }, { 36, CBNZ_X0(36, 60) },
		    { 44, B(44, 12) } }, 36 },
		/* mov x1, x23; mov w2, #1 */
		{ { { 4, 0xaa1703e1 }, { 8, 0x52800022 }, { 12, MOV_X0_X20 },
		    { 36, CBNZ_X0(36, 60) }, { 44, B(44, 4) } }, 36 },
		/* cbnz w0, cbnz x1, cbz x0: not what decides */
		{ { { 36, 0xb50000c0 & ~BIT(31) }, { 44, B(44, 8) } }, 0 },
		{ { { 36, CBNZ_X0(36, 60) | 1 }, { 44, B(44, 8) } }, 0 },
		{ { { 36, CBNZ_X0(36, 60) & ~BIT(24) }, { 44, B(44, 8) } }, 0 },
		/* It is not directly before the sleep. */
		{ { { 32, CBNZ_X0(32, 60) }, { 44, B(44, 8) } }, 0 },
		/* Something else leads to the sleep. */
		{ { { 36, CBNZ_X0(36, 60) }, { 44, B(44, 8) },
		    { 28, CBZ_W1(28, 40) } }, 0 },
		/* No way back to the call, or not known. */
		{ { { 36, CBNZ_X0(36, 60) } }, 0 },
		{ { { 36, CBNZ_X0(36, 60) }, { 44, B(44, 20) } }, 0 },
		{ { { 36, CBNZ_X0(36, 60) }, { 44, B(44, -8) } }, 0 },
		{ { { 36, CBNZ_X0(36, 60) }, { 44, B(44, 4) },
		    { 8, B(8, 52) } }, 0 },
		/* mov x20, x1; ldp x1, x20, [sp]; ldr x1, [x20], #8 */
		{ { { 36, CBNZ_X0(36, 60) }, { 44, B(44, 8) },
		    { 8, 0xaa0103f4 } }, 0 },
		{ { { 36, CBNZ_X0(36, 60) }, { 44, B(44, 8) },
		    { 8, 0xa94053e1 } }, 0 },
		{ { { 36, CBNZ_X0(36, 60) }, { 44, B(44, 8) },
		    { 8, 0xf8408681 } }, 0 },
		/* The same before the way back is none of its business. */
		{ { { 36, CBNZ_X0(36, 60) }, { 44, B(44, 8) },
		    { 4, 0xaa0103f4 } }, 36 },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(loops); i++) {
		u8 *text = make_arm64(test, loops[i].insns);

		KUNIT_EXPECT_EQ_MSG(test,
				    ps_callsite_sleep(&ps_isa_arm64, text,
						      ARM64_TEXT, 16, 40, 20),
				    loops[i].site, "loop %u", i);
	}
}

static void sleep_is_not_found_at_the_edges(struct kunit *test)
{
	static const struct arm64_insn insns[] = {
		{ 52, CBNZ_X0(52, 0) }, { 60, B(60, 8) }, { }
	};
	u8 *text = make_arm64(test, insns);

	KUNIT_EXPECT_EQ(test, ps_callsite_sleep(&ps_isa_arm64, text, 64, 16,
						56, 20), 52);
	KUNIT_EXPECT_EQ(test, ps_callsite_sleep(&ps_isa_arm64, text, 60, 16,
						56, 20), 0);
	KUNIT_EXPECT_EQ(test, ps_callsite_sleep(&ps_isa_arm64, text, 64, 16,
						0, 20), 0);
	KUNIT_EXPECT_EQ(test, ps_callsite_sleep(&ps_isa_x86_64, text, 64, 16,
						56, 20), 0);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(text_without_a_call_has_none),
	KUNIT_CASE(text_shorter_than_a_call_has_none),
	KUNIT_CASE(one_call_is_found),
	KUNIT_CASE(two_calls_are_found),
	KUNIT_CASE(calls_to_others_do_not_matter),
	KUNIT_CASE(call_at_the_very_begin_is_found),
	KUNIT_CASE(call_at_the_very_end_is_found),
	KUNIT_CASE(call_cut_off_at_the_end_is_not_taken),
	KUNIT_CASE(backward_call_is_found),
	KUNIT_CASE(call_past_the_landing_pad_is_found),
	KUNIT_CASE(calls_to_and_past_the_landing_pad_are_found),
	KUNIT_CASE(call_to_a_neighbour_is_not_taken),
	KUNIT_CASE(jump_is_not_taken_for_a_call),
	KUNIT_CASE(x86_call_may_be_at_any_address),
	KUNIT_CASE(x86_bytes_that_look_like_the_call_count),
	KUNIT_CASE(x86_known_encodings),
	KUNIT_CASE(arm64_known_encodings),
	KUNIT_CASE(arm64_call_between_instructions_is_not_taken),
	KUNIT_CASE(calls_beyond_the_room_are_counted),
	KUNIT_CASE(arm64_argument_is_known_after_the_call),
	KUNIT_CASE(arm64_returns_are_found),
	KUNIT_CASE(returns_beyond_the_room_are_counted),
	KUNIT_CASE(arm64_sleep_is_found),
	KUNIT_CASE(sleep_is_not_found_at_the_edges),
	KUNIT_CASE(moves_to_the_result_are_known),
	KUNIT_CASE(x86_argument_is_known_after_the_call),
	KUNIT_CASE(x86_argument_is_not_known_at_a_jumps_target),
	KUNIT_CASE(argument_is_not_known_at_the_begin),
	KUNIT_CASE(x86_argument_is_known_on_the_stack),
	KUNIT_CASE(x86_argument_on_the_stack_needs_no_jump),
	KUNIT_CASE(x86_setup_is_found_if_a_jump_has_room),
	KUNIT_CASE(x86_setup_is_not_entered_by_a_jump),
	KUNIT_CASE(x86_setup_does_not_begin_before_the_text),
	KUNIT_CASE(x86_place_after_the_next_call_is_found),
	KUNIT_CASE(x86_place_after_the_next_call_is_in_the_text),
	{ }
};

struct kunit_suite ps_callsite_suite = {
	.name = "pipescope-callsite",
	.test_cases = cases,
};
