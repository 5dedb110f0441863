using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Privacy;

/// <summary>Erasures and retention, as the API description shows them.</summary>
internal static class PrivacySchema
{
    private static readonly ApiField Days = new(
        "clickRetentionDays", ApiType.Integer(1, PrivacyEndpoints.MaxRetentionDays).OrNull(), "Clicks that are older are deleted; `null` keeps them for ever.");

    public static ApiObject Erasure { get; } = ApiObject.Answered(
        "Erasure",
        "An erasure that was accepted.",
        new("id", ApiType.Text(), "Of the erasure."),
        new("requestedAt", ApiType.Time, "Clicks up to this time go."));

    public static ApiObject Retention { get; } = ApiObject.Answered("Retention", "How long the account keeps its clicks.", Days);

    public static ApiObject RetentionSent { get; } = ApiObject.Sent("RetentionInput", "How long to keep clicks.", Days with { IsRequired = true });
}
