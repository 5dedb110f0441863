using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Channels.Sending;

namespace OneLink.Admin.Channels.Meta;

/// <summary>What the Graph API's answers have in common, whichever of Meta's channels they are about.</summary>
internal static class GraphApi
{
    private const int TooManyRequests = 429;
    private const int FirstServerError = 500;

    /// <param name="answer">To a message.</param>
    /// <param name="providerId">Where the id stands in an answer that is none of an error.</param>
    /// <param name="errors">The channel's table, by code or by <c>code/subcode</c>.</param>
    public static SendOutcome OutcomeOf(ProviderAnswer answer, Func<JsonObject, string?> providerId, IReadOnlyDictionary<string, ProviderError> errors)
    {
        if (answer.Status == 0)
        {
            return SendOutcome.OfSilence(answer);
        }

        if (answer.Status == ProviderAnswer.Ok && answer.Body is { } body && body["error"] is null)
        {
            // Taken, whatever it is called: to send it again would repeat it.
            return SendOutcome.Accepted(providerId(body));
        }

        var error = answer.Body.At("error");
        var code = error.TextAt("code") ?? "http_" + answer.Status.ToString(CultureInfo.InvariantCulture);
        var details = error.At("error_data").TextAt("details") ?? error.TextAt("message");
        return (KnownOf(error, code, errors) ?? OfStatus(answer.Status)).Outcome(code, details, answer.RetryAfter);
    }

    /// <summary>The line of the table, the most exact one first.</summary>
    public static ProviderError? KnownOf(JsonNode? error, string code, IReadOnlyDictionary<string, ProviderError> errors)
        => errors.GetValueOrDefault($"{code}/{error.TextAt("error_subcode")}") ?? errors.GetValueOrDefault(code);

    private static ProviderError OfStatus(int status) => status switch
    {
        TooManyRequests => ProviderError.Throttles("Too many requests"),
        >= FirstServerError => ProviderError.Passes("The provider has failed"),
        _ => ProviderError.Refuses("The provider has refused the message"),
    };
}
