using System.Globalization;
using OneLink.Admin.Channels.Sending;
using static OneLink.Admin.Channels.Sending.ProviderError;

namespace OneLink.Admin.Channels.Telegram;

/// <summary>What answers of the Bot API mean (https://core.telegram.org/bots/api#making-requests): by status, and where that says too little by description.</summary>
internal static class TelegramApi
{
    private const int FirstServerError = 500;

    /// <summary>By error code, which is the HTTP status.</summary>
    public static IReadOnlyDictionary<string, ProviderError> Errors { get; } = new Dictionary<string, ProviderError>(StringComparer.Ordinal)
    {
        ["400"] = Refuses("The message is not valid"),
        ["401"] = Refuses("The bot's token is not valid"),
        ["403"] = Refuses("The contact has blocked the bot, or never begun to talk with it"),
        ["404"] = Refuses("The bot's token is not valid"),
        ["409"] = Passes("Another request is under way"),
        ["413"] = Refuses("The file is too large"),
        ["429"] = Throttles("The bot sends too many messages"),
    };

    /// <summary>A message of a chat is numbered within it.</summary>
    public static string ProviderId(string chat, string message) => $"{chat}:{message}";

    public static SendOutcome OutcomeOf(ProviderAnswer answer)
    {
        if (answer.Status == 0)
        {
            return SendOutcome.OfSilence(answer);
        }

        if (answer.Status == ProviderAnswer.Ok && answer.Body.FlagAt("ok"))
        {
            var message = answer.Body.At("result");
            return SendOutcome.Accepted(message.At("chat").TextAt("id") is { } chat && message.TextAt("message_id") is { } id ? ProviderId(chat, id) : null);
        }

        var code = answer.Body.TextAt("error_code") ?? answer.Status.ToString(CultureInfo.InvariantCulture);
        var retryAfter = answer.Body.At("parameters").NumberAt("retry_after") is { } seconds ? TimeSpan.FromSeconds(seconds) : answer.RetryAfter;
        var error = Errors.GetValueOrDefault(code) ?? (answer.Status >= FirstServerError ? Passes("The provider has failed") : Refuses("The provider has refused the message"));
        return error.Outcome(code, answer.Body.TextAt("description"), retryAfter);
    }
}
