namespace OneLink.Analytics.Queries;

/// <summary>Conversions of one type and one currency.</summary>
/// <param name="Type">Lead, sale, or whatever was reported.</param>
/// <param name="Currency">Empty where no amount was reported.</param>
/// <param name="Count">Conversions.</param>
/// <param name="Amount">Their sum, in units of the currency.</param>
public readonly record struct ConversionCounts(string Type, string Currency, long Count, decimal Amount);
