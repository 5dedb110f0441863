using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Conversions;

/// <summary>A conversion, as the API description shows it and as <see cref="ConversionRequest"/> knows it.</summary>
internal static class ConversionSchema
{
    private static readonly ApiField Type = new("type", ApiType.Text(ConversionRequest.MaxType, 1).Like("sale"), "What happened: `lead`, `sale` or a name of your own.") { IsRequired = true };
    private static readonly ApiField ClickId = new("clickId", ApiType.Text(64).OrNull().Like("0199f0a3-7c1b-7b0e-9a51-3f2f6f1f0c77"), "The click that led to it. This or `externalId` must be there.");
    private static readonly ApiField ExternalId = new("externalId", ApiType.Text(ConversionRequest.MaxExternalId).OrNull(), "Your id of the visitor, whose first event named a click.");
    private static readonly ApiField Amount = new("amount", ApiType.Decimal.OrNull(), "Money, at most 14 digits before and 4 behind the point.");
    private static readonly ApiField Currency = new("currency", ApiType.Text(64).OrNull().Like("EUR"), "ISO 4217.");
    private static readonly ApiField OccurredAt = new("occurredAt", ApiType.Time, "When it happened; now where left out.");

    public static ApiObject Sent { get; } = ApiObject.Sent(
        "EventInput",
        "A conversion.",
        Type,
        ClickId,
        ExternalId,
        Amount,
        Currency,
        OccurredAt,
        new("idempotencyKey", ApiType.Text(ConversionRequest.MaxIdempotencyKey), "Counts the event once however often it is sent; as the header `Idempotency-Key`."),
        new("metadata", ApiType.FreeObject, "Yours, up to 8 KiB of JSON."));

    public static ApiObject Answered { get; } = ApiObject.Answered(
        "Event",
        "What was accepted.",
        new("id", ApiType.Text(), "Of the event."),
        Type,
        ClickId,
        ExternalId,
        Amount,
        Currency,
        OccurredAt,
        new("receivedAt", ApiType.Time, "When it was accepted."));
}
