namespace OneLink.Admin.Conversions;

/// <summary>What was accepted.</summary>
/// <remarks>
/// <see cref="ClickId"/> is the click that it will be joined to; null where none is known.
/// </remarks>
internal sealed record ConversionResponse(
    string Id, string Type, string? ClickId, string? ExternalId, decimal? Amount, string? Currency, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt)
{
    public static ConversionResponse From(Conversion conversion) => new(
        conversion.Id,
        conversion.Type,
        conversion.ClickId,
        conversion.ExternalId,
        conversion.Amount is { } amount ? decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) : null,
        conversion.Currency,
        DateTimeOffset.FromUnixTimeMilliseconds(conversion.OccurredAt),
        DateTimeOffset.FromUnixTimeMilliseconds(conversion.ReceivedAt));
}
