using OneLink.Admin.Surfaces.OnSync.Errors;
using OneLink.Admin.Validation;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>Reads a webhook as this API takes it, and says what the model finds wrong with it.</summary>
internal static class WebhookReader
{
    private const string Url = "url";
    private const string Events = "events";
    private const int MaxUrl = 8_192;

    /// <param name="body">Of the request.</param>
    /// <param name="isNew">Whether it must be whole.</param>
    /// <param name="refusal">What is wrong.</param>
    /// <returns>Null where something is.</returns>
    public static WebhookInput? Read(OnSyncBody body, bool isNew, out OnSyncErrorResult? refusal)
    {
        (var fields, refusal) = body.Read(nullClears: false);
        if (fields is null)
        {
            return null;
        }

        var events = fields.Texts(Events);
        foreach (var (index, name) in (events.Or(null) ?? []).Index())
        {
            if (!OnSyncEvents.IsKnown(name))
            {
                fields.Issues.NotAnOption(fields.PathOf(Events, index), OnSyncEvents.All, name);
            }
        }

        var input = new WebhookInput { Url = fields.Text(Url, MaxUrl), Subscriptions = events, Paused = fields.Flag("paused"), Secret = fields.Text("secret") };
        if (isNew && !fields.Has(Url))
        {
            fields.Issues.WrongType([Url], "string", "undefined");
        }

        if (isNew && !fields.Has(Events))
        {
            fields.Issues.WrongType([Events], "array", "undefined");
        }

        refusal = fields.Issues.Any ? new OnSyncErrorResult(OnSyncError.Invalid(fields.Issues.All)) : null;
        return refusal is null ? input : null;
    }

    public static OnSyncErrorResult Refusal(RecordErrors errors)
        => new(errors.All.Any(error => error.Code is RecordErrorCode.Taken)
            ? OnSyncError.Duplicate("The account has a webhook with this address already.", [new OnSyncIssue("duplicate", [Url], "Has already been taken")])
            : OnSyncError.Invalid([.. errors.All.Select(Issue)]));

    private static OnSyncIssue Issue(RecordError error) => error switch
    {
        { Attribute: Url, Code: RecordErrorCode.Invalid }
            => new OnSyncIssue("invalid_string", [Url], "Invalid url: a public http or https address is expected") { Validation = Url },
        { Attribute: "subscriptions" } => new OnSyncIssue("too_small", [Events], "Array must contain at least 1 element(s)") { Minimum = 1 },
        { Code: RecordErrorCode.TooShort } => new OnSyncIssue("too_small", [error.Attribute], error.FullMessage),
        { Code: RecordErrorCode.TooLong } => new OnSyncIssue("too_big", [error.Attribute], error.FullMessage),
        _ => new OnSyncIssue("custom", [error.Attribute], error.FullMessage),
    };
}
