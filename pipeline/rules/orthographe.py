"""What French could spell: an account such as « zkervadec » is no word, « usager » may be one (K18)."""

_VOYELLES = frozenset("aeiouy")
# Two consonants that begin a word of French, borrowed words included.
_DEBUTS = frozenset(
    """
    bd bh bl br bw ch cl cn cr ct cz dh dj dn dr dz fj fl fr ft gh gj gl gm gn gr gw hj hl hr kh kl km kn kr ks kv kw
    lh ll mb mc mn mr mw nd ng ph pf pl pn pr ps pt qw rh rw sb sc sf sg sh sk sl sm sn sp sq sr ss st sv sw sz tc th
    tl tm tr ts tw tz vl vr wh wr xh zl zw
    """.split()  # noqa: SIM905 - a table of letters, read at a glance
)
# Two that end one.
_FINS = frozenset(
    """
    bb bs bt ch ck cs ct dh ds dt ff fs ft gd gg gh gl gn gs gt hl hm hn hr hs ht js kh ks lb lc ld lf lg lk ll lm ln
    lp ls lt lx lz mb mm mn mp ms mt nc nd ng nk nn ns nt nx nz pf ph pp ps pt qs rb rc rd rf rg rh rk rl rm rn rp rq
    rr rs rt rx rz sc sh sk sm sp ss st th tl ts tt tz vs wk wl wn ws xs xt zs zz
    """.split()  # noqa: SIM905 - a table of letters, read at a glance
)


def peut_commencer(deux: str) -> bool:
    """Two letters, folded: may a word begin so?"""
    return not _VOYELLES.isdisjoint(deux) or deux in _DEBUTS


def peut_finir(deux: str) -> bool:
    return not _VOYELLES.isdisjoint(deux) or deux in _FINS
