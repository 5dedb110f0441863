using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.ClickLimits;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.ClickLimits;

/// <summary>
/// Edges that take, ask, are cut off, forget no more than they may and come back, in any order, with answers that are lost and
/// statements that arrive late, over the ledger that admins keep.
/// </summary>
public sealed class ClickLedgerTests
{
    private const int Steps = 300;

    [Fact]
    public void AnyOrder_NeverLetsMoreThroughAndInTheEndLetsAllThrough()
        => Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf(Steps).ToArbitrary(), steps =>
        {
            var fleet = new Fleet(edges: 1 + (steps[0] % 4), max: new[] { 1, 3, 40, 1_000 }[steps[1] % 4]);
            foreach (var step in steps)
            {
                fleet.Do(step);
            }

            fleet.ComeToTheEnd();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Settle_OneEdge_GetsAllAtOnce()
    {
        var settled = ClickLedger.Settle(1_000, New("a"), [], Wish(LimitWish.Ahead), Running("a"), now: 1);
        Assert.Equal((1_000UL, 1U, LimitRest.Held), (settled.Answer.Granted, settled.Answer.Turn, settled.Answer.Rest));
    }

    /// <summary>Nobody has tapped yet: a click that lay at one edge could not be had at another without a wait.</summary>
    [Fact]
    public void Settle_FewClicksAndSeveralEdges_LendsNoneAheadAndOneToWhoWaits()
    {
        var ahead = ClickLedger.Settle(3, New("a"), [], Wish(LimitWish.Ahead), Running("a", "b"), now: 1);
        Assert.Equal((0UL, LimitRest.Free, New("a")), (ahead.Answer.Granted, ahead.Answer.Rest, ahead.Grant));
        Assert.Equal(1UL, ClickLedger.Settle(3, New("a"), [], Wish(LimitWish.Now), Running("a", "b"), now: 1).Answer.Granted);
    }

    [Fact]
    public void Settle_DatabaseOlderThanTheEdge_BelievesWhatTheEdgeHas()
    {
        var statement = new LimitStatement { LinkId = 7, Turn = 9, Taken = 50, Granted = 80 };
        var settled = ClickLedger.Settle(100, New("a") with { Turn = 2, Granted = 10, Taken = 10 }, [], statement, Running("a", "b"), now: 1);
        Assert.Equal((80L, 50L, 10L), (settled.Grant.Granted, settled.Grant.Taken, settled.Grant.Turn));
    }

    /// <summary>Edges that counted for themselves: together more than the limit. Nothing more is lent.</summary>
    [Fact]
    public void Settle_MoreTakenThanTheLimit_LeavesNone()
    {
        var other = New("b") with { Turn = 1, Granted = 9, Taken = 9 };
        var settled = ClickLedger.Settle(10, New("a"), [other], new LimitStatement { LinkId = 7, Taken = 8, Granted = 8, Wish = LimitWish.Now }, Running("a", "b"), now: 1);
        Assert.Equal((8UL, LimitRest.None), (settled.Answer.Granted, settled.Answer.Rest));
    }

    [Fact]
    public void Settle_DiskThatForgot_IsToldWhatWasTaken()
    {
        var settled = ClickLedger.Settle(100, New("a") with { Turn = 3, Granted = 60, Taken = 50 }, [], new LimitStatement { LinkId = 7 }, Running("a"), now: 1);
        Assert.Equal((50UL, 60UL), (settled.Answer.Taken, settled.Answer.Granted));
    }

    [Fact]
    public void Settle_LimitLowered_AsksBackWhatIsTooMuch()
    {
        var own = New("a") with { Turn = 1, Granted = 40, Taken = 5 };
        var other = New("b") with { Turn = 1, Granted = 40, Taken = 10 };
        var settled = ClickLedger.Settle(50, own, [other], new LimitStatement { LinkId = 7, Turn = 1, Taken = 5, Granted = 40 }, Running("a", "b"), now: 1);
        Assert.Equal((10UL, 40L), (settled.Answer.Granted, settled.Grant.Granted));
    }

    private static ClickGrant New(string instance) => new() { LinkId = 7, Instance = instance };

    private static LimitStatement Wish(LimitWish wish) => new() { LinkId = 7, Wish = wish };

    private static HashSet<string> Running(params string[] instances) => [.. instances];

    private sealed class Edge(string name)
    {
        public string Name => name;

        public uint Turn { get; set; }

        public long Taken { get; set; }

        public long Granted { get; set; }

        public bool IsHeard { get; set; } = true;

        /// <summary>Under way, or given up and still on its way.</summary>
        public LimitStatement? Asking { get; set; }
    }

    private sealed class Fleet
    {
        private const int Hour = 3_600_000;

        private readonly Edge[] _edges;
        private readonly Dictionary<string, ClickGrant> _grants = new(StringComparer.Ordinal);
        private readonly List<(string Edge, LimitStatement Statement)> _late = [];
        private long _max;
        private long _untold;
        private long _now = 1_000_000_000;

        public Fleet(int edges, int max)
        {
            _edges = [.. Enumerable.Range(0, edges).Select(i => new Edge($"edge-{i}"))];
            _max = max;
        }

        public void Do(int step)
        {
            var edge = _edges[step % _edges.Length];
            _now += step / 7 % 400;
            switch (step / 11 % 16)
            {
                case < 5:
                    Tap(edge);
                    break;
                case 5:
                    Say(edge, LimitWish.None);
                    break;
                case 6:
                    Say(edge, LimitWish.Ahead);
                    break;
                case < 11 when edge is { Asking: { } asking, IsHeard: true }:
                    edge.Asking = null;
                    Follow(edge, Settle(edge.Name, asking));
                    break;
                case 11 when edge.Asking is { } asking:
                    // The answer is lost, and the edge gives the question up.
                    edge.Asking = null;
                    Settle(edge.Name, asking);
                    break;
                case 12 when edge.Asking is { } asking:
                    edge.Asking = null;
                    _late.Add((edge.Name, asking));
                    break;
                case 13 when _late.Count > 0:
                    var (name, statement) = _late[step % _late.Count];
                    Settle(name, statement);
                    break;
                case 14:
                    edge.IsHeard = !edge.IsHeard;
                    break;
                case 15 when step % 5 == 0:
                    EndLease(edge);
                    break;
                case 15 when step % 5 == 1:
                    _max += step % 20;
                    break;
            }

            Check();
        }

        /// <summary>Everybody is reachable, and people come to all edges until none has a click left.</summary>
        public void ComeToTheEnd()
        {
            foreach (var edge in _edges)
            {
                (edge.IsHeard, edge.Asking) = (true, null);
            }

            for (var round = 0; Total < _max; round++)
            {
                Assert.True(round < 100 * (_max + 100), $"{Total} of {_max} were let through, and no more");
                _now += 50;
                var tapped = _edges[round % _edges.Length];
                Tap(tapped);
                foreach (var edge in _edges)
                {
                    // All that hold some are told when somebody waits.
                    var waits = edge == tapped && edge.Taken == edge.Granted;
                    Say(edge, waits ? LimitWish.Now : LimitWish.None);
                    Follow(edge, Settle(edge.Name, edge.Asking!));
                    edge.Asking = null;
                    if (waits && edge.Taken < edge.Granted)
                    {
                        // Who waited has it before anybody else can ask for it.
                        edge.Taken++;
                    }
                }

                Check();
            }
        }

        private long Total => _edges.Sum(edge => edge.Taken);

        private static void Tap(Edge edge)
        {
            if (edge.Taken < edge.Granted)
            {
                edge.Taken++;
            }
            else
            {
                Say(edge, LimitWish.Now);
            }
        }

        private static void Say(Edge edge, LimitWish wish)
            => edge.Asking ??= new LimitStatement { LinkId = 7, Turn = edge.Turn, Taken = (ulong)edge.Taken, Granted = (ulong)edge.Granted, Wish = wish };

        private LimitAnswer Settle(string name, LimitStatement statement)
        {
            var running = _edges.Where(edge => edge.IsHeard || edge.Name == name).Select(edge => edge.Name).ToHashSet(StringComparer.Ordinal);
            var others = _grants.Values.Where(grant => grant.Instance != name).ToList();
            var own = _grants.GetValueOrDefault(name) ?? New(name);
            var settled = ClickLedger.Settle(_max, own, others, statement, running, _now);
            Assert.True(settled.Grant.Turn >= own.Turn);
            _grants[name] = settled.Grant;
            return settled.Answer;
        }

        private static void Follow(Edge edge, LimitAnswer answer)
        {
            var granted = answer.Turn > edge.Turn ? (long)answer.Granted : Math.Min(edge.Granted, (long)answer.Granted);
            edge.Turn = Math.Max(edge.Turn, answer.Turn);
            edge.Taken = Math.Max(edge.Taken, (long)answer.Taken);
            edge.Granted = Math.Max(edge.Taken, granted);
        }

        /// <summary>The edge gives up what it has before the admin lends that to others.</summary>
        private void EndLease(Edge edge)
        {
            edge.Granted = edge.Taken;
            edge.Asking = null;
            _now += 24 * Hour;

            // Nothing is on its way for a day.
            _late.RemoveAll(late => late.Edge == edge.Name);
            if (_grants.TryGetValue(edge.Name, out var grant) && grant.Unused > 0)
            {
                _untold += edge.Taken - grant.Taken;
                _grants[edge.Name] = ClickLedger.End(grant);
            }
        }

        /// <summary>
        /// What is promised: no more than the limit, and beyond it no more than what edges had let through without telling when
        /// their lease was over.
        /// </summary>
        private void Check()
        {
            Assert.True(Total <= _max + _untold, $"{Total} were let through of {_max}, {_untold} of them untold");
            Assert.True(_grants.Values.Sum(grant => grant.Granted) <= _max + _untold, "more is granted than there is");
            foreach (var edge in _edges)
            {
                var grant = _grants.GetValueOrDefault(edge.Name) ?? New(edge.Name);
                Assert.True(edge.Granted <= Math.Max(grant.Granted, edge.Taken), $"{edge.Name} has more than it was granted");
                Assert.True(grant.Taken <= edge.Taken);
            }
        }
    }
}
