using OneLink.Shared.Feed;

namespace OneLink.Admin.ClickLimits;

/// <summary>
/// The rules by which the clicks of a link with a limit are lent to edges. Both sides count in totals, so that a statement or an
/// answer that comes twice, or never, changes nothing:
/// <code>
///   granted to all edges  ≤  maxClicks        each edge: taken ≤ granted
/// </code>
/// Only the edge lowers what it may: an answer asks for that, and what it gives back is free once the edge has stated it under the
/// turn of that answer. A statement of an earlier turn may have overtaken, or may have been written before, what the edge has
/// since been granted: it gives nothing back.
/// </summary>
internal static class ClickLedger
{
    /// <summary>An edge of several holds no more unused clicks than the greater of this and the limit's <see cref="BlockShare"/>th part.</summary>
    public const long SmallBlock = 16;

    public const long BlockShare = 32;

    /// <summary>Between two times that edges are asked to give back what they do not use.</summary>
    public static readonly TimeSpan RecallInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>For so long after an edge has asked in vain the others leave to it what they do not use.</summary>
    public static readonly TimeSpan WaitLength = TimeSpan.FromSeconds(2);

    /// <summary>Answers a statement.</summary>
    /// <param name="max">The link's limit.</param>
    /// <param name="own">The edge's grant so far.</param>
    /// <param name="others">Those of the other edges.</param>
    /// <param name="statement">What the edge says.</param>
    /// <param name="running">Which edges run: the one that asks, and those that were heard of a moment ago.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static ClickSettlement Settle(
        long max, ClickGrant own, IReadOnlyList<ClickGrant> others, LimitStatement statement, IReadOnlySet<string> running, long now)
    {
        var stated = (long)statement.Granted;
        var taken = Math.Max(own.Taken, (long)statement.Taken);

        // Of an earlier turn: it may not have been told yet of all that it was granted. Of a later one: this database is older than
        // the edge's memory, a backup that was restored, and the greater counts.
        var granted = Math.Max(taken, statement.Turn == own.Turn ? stated : statement.Turn < own.Turn ? own.Granted : Math.Max(own.Granted, stated));
        var free = max - granted - others.Sum(other => other.Granted);
        var othersWait = others.Any(other => other.WaitsAt > now - (long)WaitLength.TotalMilliseconds);
        var added = free <= 0 || statement.Wish == LimitWish.None || (othersWait && statement.Wish == LimitWish.Ahead)
            ? 0
            : Share(max, free, granted - taken, running.Count, statement.Wish);
        granted += added;
        free -= added;

        // What is too much since the limit was lowered, or is wanted by an edge that has none, is asked back.
        var answered = free < 0 ? Math.Max(taken, granted + free) : free == 0 && added == 0 && othersWait ? taken : granted;
        var rest = taken + others.Sum(other => other.Taken) >= max ? LimitRest.None
            : free > 0 ? LimitRest.Free
            : granted > taken || others.Any(other => other.Unused > 0 && running.Contains(other.Instance)) ? LimitRest.Held
            : LimitRest.Unheard;

        var waits = statement.Wish == LimitWish.Now && answered == taken && rest == LimitRest.Held;
        var lastRecall = Math.Max(own.WaitsAt, others.Select(other => other.WaitsAt).DefaultIfEmpty().Max());
        var recalls = waits && lastRecall <= now - (long)RecallInterval.TotalMilliseconds;
        var isNews = granted != own.Granted || answered > stated || statement.Turn != own.Turn;
        var after = own with
        {
            Turn = isNews && (granted > 0 || own.Turn > 0) ? Math.Max(own.Turn, statement.Turn) + 1 : own.Turn,
            Granted = granted,
            Taken = taken,
            WaitsAt = recalls ? now : waits ? own.WaitsAt : 0,
        };
        return new ClickSettlement(
            after,
            new LimitAnswer
            {
                LinkId = (ulong)own.LinkId,
                Turn = (uint)after.Turn,
                Max = (ulong)max,
                Taken = (ulong)taken,
                Granted = (ulong)answered,
                Rest = rest,
            },
            recalls);
    }

    /// <summary>The grant of an edge whose lease is over: what it has not told of having used is free again.</summary>
    public static ClickGrant End(ClickGrant grant) => grant with { Granted = grant.Taken, Turn = grant.Turn + 1, WaitsAt = 0 };

    /// <summary>
    /// How many more an edge gets: all, where it is the only one. Else no more than fills its block, and a small part of what is
    /// left, so that all edges come to the end together; the one that somebody waits for in any case.
    /// </summary>
    private static long Share(long max, long free, long unused, int edges, LimitWish wish)
    {
        if (edges == 1)
        {
            return free;
        }

        var room = Math.Max(0, Math.Max(SmallBlock, max / BlockShare) - unused);
        return Math.Max(wish == LimitWish.Now && unused == 0 ? 1 : 0, Math.Min(room, free / (2L * edges)));
    }
}
