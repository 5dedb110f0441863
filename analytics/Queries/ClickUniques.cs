using System.Globalization;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>
/// How many different visitors have the rows that an answer sums up: the others of a group, and what is unknown in two
/// ways? Visitors of several values cannot be added up. Asked only where there are such rows, which most answers lack.
/// </summary>
internal static class ClickUniques
{
    /// <summary>In no value that a click has.</summary>
    private const char Separator = '\u0001';

    public static string Sql(ClickQuestion question, IReadOnlyList<SummedRow> rows, IReadOnlyList<ClickSpan> spans)
        => ClickClock.For(question, ClickSource.Clicks) + "SELECT "
            + string.Join(",\n       ", rows.Select((row, place) => $"uniqCombined64If(15)(visitor, kind = 'human' AND visitor != 0 AND {Condition(row, place)})"))
            + "\n" + ClickRange.Sql(ClickSource.Clicks, question, spans);

    public static ClickHouseParameters AddTo(ClickHouseParameters parameters, IReadOnlyList<SummedRow> rows)
    {
        foreach (var (place, row) in rows.Index())
        {
            parameters.Add(Name(place), row.Values.Select(values => string.Join(Separator, values)));
        }

        return parameters;
    }

    /// <summary>The parameter with the values of a row.</summary>
    public static string Name(int place) => "summed_" + place.ToString(CultureInfo.InvariantCulture);

    private static string Condition(SummedRow row, int place)
    {
        var value = string.Join(", '\\x01', ", row.Dimensions.Select(dimension => dimension.Shown()));
        var shown = row.Dimensions.Count == 1 ? value : $"concat({value})";
        return $"{shown} {(row.IsRest ? "NOT IN" : "IN")} {{{Name(place)}:Array(String)}}";
    }
}
