using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Channels;

/// <summary>What an inbox of a provider's channel keeps in its channel settings: nothing secret.</summary>
internal static class ChannelSettings
{
    public const string MessagesPerSecond = "messages_per_second";
    public const string WhenInDoubt = "when_in_doubt";
    public const string Hold = "hold";
    public const string Resend = "resend";
    public const string PhoneNumber = "phone_number";
    public const string BotName = "bot_name";
    public const string PhoneNumberId = "phone_number_id";
    public const string BusinessAccountId = "business_account_id";
    public const string PageId = "page_id";
    public const string InstagramId = "instagram_id";

    /// <summary>Where the provider tells of messages.</summary>
    public const string CallbackUrl = "callback_webhook_url";

    private const int MostPerSecond = 1_000;

    public static int? RateOf(JsonObject settings) => settings[MessagesPerSecond] is JsonValue value && value.TryGetValue(out int rate) ? rate : null;

    public static bool HoldsInDoubt(JsonObject settings) => AttributeObject.Text(settings, WhenInDoubt) is Hold;

    public static void Check(RecordErrors errors, JsonObject settings)
    {
        if (settings[MessagesPerSecond] is not null && RateOf(settings) is not (>= 1 and <= MostPerSecond))
        {
            errors.Add(MessagesPerSecond, RecordErrorCode.Invalid, "must be a number from 1 to 1000");
        }

        if (AttributeObject.Text(settings, WhenInDoubt) is not (null or Hold or Resend))
        {
            errors.NotIncluded(WhenInDoubt);
        }
    }
}
