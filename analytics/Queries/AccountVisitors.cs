using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>
/// How many different visitors had each row of an account's groups: the values that are shown, and all others of each
/// dimension together? Every state is read and merged once, into the row that it belongs to.
/// </summary>
internal static class AccountVisitors
{
    /// <summary>The row of all others of a dimension.</summary>
    private const long Rest = -1;

    /// <summary>In no value that a click has.</summary>
    private const char Separator = '\u0001';

    public static string Sql(BreakdownLayout layout) => $$"""
        SELECT toString(dimension) AS name, slot, uniqCombined64Merge(15)(visitors)
        FROM (
        SELECT dimension, visitors,
               transform(concat(dimension, '\x01', if(value = '', 'unknown', value)), {shown:Array(String)}, {slots:Array(Int64)}, toInt64({{Rest}})) AS slot
        {{AccountBreakdown.ValueRows(layout)}})
        GROUP BY name, slot
        """;

    public static ClickHouseParameters AddTo(ClickHouseParameters parameters, IReadOnlyList<SummedRow> rows)
    {
        var shown = rows.Index().Where(row => !row.Item.IsRest).ToList();
        return parameters
            .Add("shown", shown.Select(row => Name(row.Item) + Separator + row.Item.Values[0][0]))
            .Add("slots", shown.Select(row => (long)row.Index));
    }

    /// <summary>Visitors of each of <paramref name="rows"/>.</summary>
    public static async Task<IReadOnlyList<long>> ReadAsync(IAsyncEnumerable<(string Dimension, long Slot, long Visitors)> replies, IReadOnlyList<SummedRow> rows)
    {
        var rests = rows.Index().Where(row => row.Item.IsRest).ToDictionary(row => Name(row.Item), row => row.Index, StringComparer.Ordinal);
        var visitors = new long[rows.Count];
        await foreach (var (dimension, slot, count) in replies)
        {
            if (slot != Rest)
            {
                visitors[(int)slot] = count;
            }
            else if (rests.TryGetValue(dimension, out var rest))
            {
                visitors[rest] = count;
            }
        }

        return visitors;
    }

    public static (string Dimension, long Slot, long Visitors) Read(ref ClickHouseRow row) => (row.ReadString(), row.ReadInt64(), row.ReadInt64());

    private static string Name(SummedRow row) => row.Dimensions[0].Column();
}
