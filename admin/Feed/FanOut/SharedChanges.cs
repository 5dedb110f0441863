using System.Globalization;
using Google.Protobuf;
using OneLink.Admin.Redis;
using OneLink.Shared.Feed;
using StackExchange.Redis;

namespace OneLink.Admin.Feed.FanOut;

/// <summary>
/// The newest changes as a stream in Redis, without a gap, under their sequences: edges that are almost caught up are served
/// from there by whichever admin they follow, and the database is left alone. What is not there, is in the change log.
/// </summary>
internal sealed class SharedChanges(RedisConnection redis, Backplane backplane)
{
    /// <summary>As the backplane calls it: the stream has grown. The text is its last sequence.</summary>
    public const string Subject = "feed";

    /// <summary>Some 3 MB of small documents: half a minute of 300 changes a second.</summary>
    private const int Kept = 10_000;

    private const string EntryField = "e";

    /// <summary>
    /// KEYS: the stream. ARGV: its last sequence as the writer knows it, whether to begin it anew, entries kept, channel and
    /// message for the others, then sequences and entries. Appends nothing where somebody else has meanwhile.
    /// </summary>
    private const string AppendScript = """
        local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
        if (last and string.match(last[1], '^%d+') or '0') ~= ARGV[1] then return 0 end
        if ARGV[2] == '1' then redis.call('DEL', KEYS[1]) end
        for i = 6, #ARGV, 2 do
          redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], ARGV[i] .. '-0', 'e', ARGV[i + 1])
        end
        redis.call('PUBLISH', ARGV[4], ARGV[5])
        return 1
        """;

    private readonly RedisKey[] _stream = [redis.Key("feed")];
    private long _known;

    /// <summary>Whether the stream is known to have a change; of one that was never seen nothing is known.</summary>
    public bool Reaches(long sequence) => Volatile.Read(ref _known) is > 0 and var known && known >= sequence;

    /// <summary>The stream has everything up to a change: said by who has looked or appended, here or elsewhere.</summary>
    public void Reached(long sequence) => Volatile.Write(ref _known, sequence);

    /// <summary>Nothing is known of it any more.</summary>
    public void Lost() => Reached(0);

    /// <returns>The newest entry, or null in an empty stream; nothing where Redis is away.</returns>
    public async ValueTask<RedisAnswer<FeedEntry?>> LastAsync(CancellationToken cancellationToken)
    {
        var answer = await redis.AskAsync(
            database => database.StreamRangeAsync(_stream[0], count: 1, messageOrder: Order.Descending), cancellationToken);
        return answer.TryGet(out var entries) ? new(entries is [var last] ? EntryOf(last) : null) : default;
    }

    /// <param name="last">Last sequence of the stream; 0 where it is empty.</param>
    /// <param name="anew">Whether what is there is dropped.</param>
    /// <param name="changes">Without a gap, and behind <paramref name="last"/> unless begun anew.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>Nothing where Redis is away; false where another admin was quicker.</returns>
    public async ValueTask<RedisAnswer<bool>> AppendAsync(long last, bool anew, IReadOnlyList<LoggedChange> changes, CancellationToken cancellationToken)
    {
        var reached = changes[^1].Sequence;
        var (channel, message) = backplane.Prepare(Subject, reached.ToString(CultureInfo.InvariantCulture));
        var values = new List<RedisValue>(5 + (2 * changes.Count)) { last.ToString(CultureInfo.InvariantCulture), anew ? 1 : 0, Kept, channel.ToString(), message };
        foreach (var change in changes)
        {
            values.Add(change.Sequence.ToString(CultureInfo.InvariantCulture));
            values.Add(change.ToEntry().ToByteArray());
        }

        RedisValue[] arguments = [.. values];
        var answer = await redis.AskAsync(database => database.ScriptEvaluateAsync(AppendScript, _stream, arguments), cancellationToken);
        if (!answer.TryGet(out var appended))
        {
            return default;
        }

        if ((int)appended == 1)
        {
            Reached(reached);
        }

        return new((int)appended == 1);
    }

    /// <returns>What follows a position, of all accounts; null where it is not known to be here.</returns>
    public async ValueTask<ChangeLogPage?> AfterAsync(long position, int limit, CancellationToken cancellationToken)
    {
        if (!Reaches(position + 1))
        {
            return null;
        }

        var first = string.Create(CultureInfo.InvariantCulture, $"{position + 1}-0");
        var answer = await redis.AskAsync(database => database.StreamRangeAsync(_stream[0], first, count: limit), cancellationToken);
        if (!answer.TryGet(out var entries) || entries.Length == 0)
        {
            return null;
        }

        var changes = entries.Select(entry => LoggedChange.Of(EntryOf(entry))).ToList();
        if (changes[0].Sequence != position + 1 || changes[^1].Sequence != position + changes.Count)
        {
            return null;
        }

        // Of a full page it is not known whether it is the last: one more is looked for.
        var last = changes[^1].Sequence + (changes.Count == limit ? 1 : 0);
        return new ChangeLogPage(new ChangeLogBounds { LastSequence = last, TrimmedThrough = position, AccountsFrom = last }, changes, changes[^1].Sequence);
    }

    private static FeedEntry EntryOf(StreamEntry entry) => FeedEntry.Parser.ParseFrom((byte[])entry[EntryField]!);
}
