using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>
/// Finds clicks by their ids. An id says when its click happened (UUIDv7), so that only those months are read, and of them
/// only the blocks that the index by_click_id does not rule out.
/// </summary>
public sealed class ClicksById(ClickHouseClient clickHouse)
{
    private static readonly string[] Dimensions =
    [
        "trigger", "destination", "platform", "device_class", "browser", "in_app", "country", "region", "language",
        "referrer", "rule", "variant", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content",
    ];

    private static readonly string Sql =
        $$"""
        SELECT toString(click_id), account_id, toUnixTimestamp64Milli(ts), link_id, domain_id,
            {{string.Join(", ", Dimensions.Select(static name => $"toString({name})"))}}
        FROM clicks
        WHERE ts BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({to:Int64})
            AND click_id IN {ids:Array(UUID)}
        """;

    /// <summary>The clicks among <paramref name="ids"/> that are stored; ids that are no click's are left out.</summary>
    /// <exception cref="ClickHouseException">ClickHouse did not answer.</exception>
    public async Task<List<ClickFacts>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        long from = long.MaxValue, to = long.MinValue;
        var texts = new List<string>(ids.Count);
        foreach (var id in ids.Where(static id => id.Version == 7))
        {
            var time = UnixTimeMsOf(id);
            from = Math.Min(from, time);
            to = Math.Max(to, time);
            texts.Add(id.ToString("D"));
        }

        if (texts.Count == 0)
        {
            return [];
        }

        var parameters = new ClickHouseParameters().Add("from", from).Add("to", to).Add("ids", texts);
        return await clickHouse.QueryRowsAsync(Sql, parameters, Read, cancellationToken);
    }

    /// <summary>RFC 9562 §5.7: the first 48 bits.</summary>
    private static long UnixTimeMsOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long time = 0;
        foreach (var b in bytes[..6])
        {
            time = (time << 8) | b;
        }

        return time;
    }

    private static ClickFacts Read(ref ClickHouseRow row)
    {
        var id = row.ReadString();
        var account = row.ReadInt64();
        var time = row.ReadInt64();
        var link = row.ReadUInt64();
        var domain = row.ReadUInt64();
        var values = new KeyValuePair<string, string>[Dimensions.Length];
        for (var i = 0; i < Dimensions.Length; i++)
        {
            values[i] = new(Dimensions[i], row.ReadString());
        }

        return new ClickFacts(id, account, time, link, domain, values);
    }
}
