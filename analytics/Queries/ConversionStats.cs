using System.Globalization;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Answers what people did after their clicks. Failures are <see cref="ClickHouseException"/>s.</summary>
public sealed class ConversionStats(ClickHouseClient clickHouse, QueryLimits limits)
{
    /// <summary>Dimensions that a conversion has of its click.</summary>
    public static bool Knows(ClickDimension dimension)
        => dimension is not (ClickDimension.Bot or ClickDimension.Weekday or ClickDimension.Hour or ClickDimension.OsVersion);

    /// <summary>How many conversions happened in the range, and what were they worth?</summary>
    public async Task<IReadOnlyList<ConversionCounts>> CountAsync(ClickQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var rows = clickHouse.StreamRowsAsync(
            ConversionRange.CountSql(question),
            Parameters(question),
            static (ref ClickHouseRow row) => new ConversionCounts(
                row.ReadString(), row.ReadString(), row.ReadInt64(), decimal.Parse(row.ReadString(), CultureInfo.InvariantCulture)),
            limits.Options,
            cancellationToken);
        return await rows.ToListAsync(cancellationToken);
    }

    /// <summary>How many of the clicks in the range have been followed by a conversion so far, by variant?</summary>
    /// <param name="question">Which clicks.</param>
    /// <param name="type">Of the conversions; null for any.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<IReadOnlyDictionary<string, long>> ConvertedClicksAsync(ClickQuestion question, string? type, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var rows = clickHouse.StreamRowsAsync(
            ConversionRange.VariantSql(question, isOfType: type is not null),
            type is null ? Parameters(question) : Parameters(question).Add("type", type),
            static (ref ClickHouseRow row) => (Variant: row.ReadString(), Clicks: row.ReadInt64()),
            limits.Options,
            cancellationToken);
        return await rows.ToDictionaryAsync(row => row.Variant, row => row.Clicks, StringComparer.Ordinal, cancellationToken);
    }

    private static ClickHouseParameters Parameters(ClickQuestion question)
        => ClickRange.Parameters(question, new SeriesCalendar(question.Zone, SeriesInterval.None, question.From, question.To));
}
