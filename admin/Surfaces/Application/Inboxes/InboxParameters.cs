using System.Text.Json.Nodes;
using OneLink.Admin.Channels;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Inboxes;

/// <summary>Reads what calls about inboxes give.</summary>
internal static class InboxParameters
{
    public const string AdditionalAttributes = "additional_attributes";

    private const string ProviderConfig = "provider_config";

    /// <param name="parameters">Of the request.</param>
    /// <param name="errors">What cannot be read is added.</param>
    /// <param name="channel">The channel as it is, or is to be; null where it is not known.</param>
    public static InboxInput Input(RequestParameters parameters, RecordErrors errors, string? channel)
    {
        var read = new ParameterReader(parameters, errors);
        var ofChannel = Channel(read, errors);
        return new InboxInput
        {
            Name = read.Text("name"),
            GreetingEnabled = read.Flag("greeting_enabled"),
            GreetingMessage = read.TextOrNull("greeting_message"),
            EnableEmailCollect = read.Flag("enable_email_collect"),
            CsatSurveyEnabled = read.Flag("csat_survey_enabled"),
            CsatConfig = read.Object("csat_config"),
            EnableAutoAssignment = read.Flag("enable_auto_assignment"),
            AutoAssignmentConfig = read.Object("auto_assignment_config"),
            WorkingHoursEnabled = read.Flag("working_hours_enabled"),
            WorkingHours = Days(parameters.Tree, errors),
            OutOfOfficeMessage = read.TextOrNull("out_of_office_message"),
            Timezone = read.TextOrNull("timezone"),
            AllowMessagesAfterResolved = read.Flag("allow_messages_after_resolved"),
            LockToSingleConversation = read.Flag("lock_to_single_conversation"),
            TrackLinks = read.Flag("track_links"),
            SenderNameType = read.TextOrNull("sender_name_type"),
            BusinessName = read.TextOrNull("business_name"),
            HmacMandatory = ofChannel.Flag("hmac_mandatory"),
            WebhookUrl = channel is InboxChannel.Api ? ofChannel.TextOrNull("webhook_url") : Given<string?>.Not,
            ChannelSettings = Settings(ofChannel, channel),
            Connection = channel is not null && InboxChannel.IsProvider(channel) ? Connection(ofChannel, channel, errors) : null,
        };
    }

    /// <summary>The channel that a new inbox is to have; null where that cannot be read, which <see cref="Input"/> says.</summary>
    public static string? ChannelType(RequestParameters parameters)
    {
        var unsaid = new RecordErrors();
        return Channel(new ParameterReader(parameters, unsaid), unsaid).Text("type").Or(null);
    }

    private static ParameterReader Channel(ParameterReader read, RecordErrors errors)
        => new(RequestParameters.Of(read.Object("channel").Or(null) ?? []), errors);

    private static JsonObject Settings(ParameterReader read, string? channel)
    {
        var settings = new JsonObject();
        switch (channel)
        {
            case InboxChannel.Api:
                Put(settings, AdditionalAttributes, read.Object(AdditionalAttributes));
                break;
            case InboxChannel.WebWidget:
                foreach (var name in new[]
                {
                    WebWidgetSettings.WebsiteUrl, WebWidgetSettings.WidgetColor, WebWidgetSettings.WelcomeTitle,
                    WebWidgetSettings.WelcomeTagline, WebWidgetSettings.ReplyTime, WebWidgetSettings.AllowedDomains,
                })
                {
                    Put(settings, name, read.TextOrNull(name));
                }

                Put(settings, WebWidgetSettings.PreChatFormEnabled, read.Flag(WebWidgetSettings.PreChatFormEnabled));
                Put(settings, WebWidgetSettings.ContinuityViaEmail, read.Flag(WebWidgetSettings.ContinuityViaEmail));
                Put(settings, WebWidgetSettings.PreChatFormOptions, read.Object(WebWidgetSettings.PreChatFormOptions));
                if (read.Texts(WebWidgetSettings.FeatureFlags) is { IsGiven: true, Value: var flags })
                {
                    settings[WebWidgetSettings.FeatureFlags] = new JsonArray([.. flags!.Select(flag => (JsonNode)flag)]);
                }

                break;
            case InboxChannel.WhatsApp:
                Put(settings, ChannelSettings.PhoneNumber, read.TextOrNull(ChannelSettings.PhoneNumber));
                PutPace(settings, read);
                break;
            case InboxChannel.Telegram or InboxChannel.Facebook or InboxChannel.Instagram:
                PutPace(settings, read);
                break;
            default:
                break;
        }

        return settings;
    }

    private static ChannelWish Connection(ParameterReader read, string channel, RecordErrors errors)
    {
        // WhatsApp's stand together in an object of their own.
        var of = channel is InboxChannel.WhatsApp ? new ParameterReader(RequestParameters.Of(read.Object(ProviderConfig).Or(null) ?? []), errors) : read;
        var (tokenName, externalName) = channel switch
        {
            InboxChannel.WhatsApp => ("api_key", ChannelSettings.PhoneNumberId),
            InboxChannel.Telegram => ("bot_token", "bot_token"),
            InboxChannel.Facebook => ("page_access_token", ChannelSettings.PageId),
            _ => ("access_token", ChannelSettings.InstagramId),
        };
        return new ChannelWish
        {
            TokenName = tokenName,
            ExternalName = externalName,
            AccessToken = of.TextOrNull(tokenName),
            ExternalId = channel is InboxChannel.Telegram ? Given<string?>.Not : of.TextOrNull(externalName),
            AppSecret = of.TextOrNull("app_secret"),
            VerifyToken = of.TextOrNull("webhook_verify_token"),
        };
    }

    private static void PutPace(JsonObject settings, ParameterReader read)
    {
        Put(settings, ChannelSettings.WhenInDoubt, read.TextOrNull(ChannelSettings.WhenInDoubt));
        if (read.Integer(ChannelSettings.MessagesPerSecond) is { IsGiven: true, Value: var rate })
        {
            settings[ChannelSettings.MessagesPerSecond] = rate;
        }
    }

    private static void Put(JsonObject settings, string name, Given<string?> value)
    {
        if (value.IsGiven)
        {
            settings[name] = value.Value;
        }
    }

    private static void Put(JsonObject settings, string name, Given<bool?> value)
    {
        if (value is { IsGiven: true, Value: { } flag })
        {
            settings[name] = flag;
        }
    }

    private static void Put(JsonObject settings, string name, Given<JsonObject?> value)
    {
        if (value.IsGiven)
        {
            settings[name] = value.Value?.DeepClone() ?? new JsonObject();
        }
    }

    private static Given<IReadOnlyList<WorkingDay>> Days(JsonObject tree, RecordErrors errors)
    {
        if (!tree.TryGetPropertyValue("working_hours", out var node))
        {
            return Given<IReadOnlyList<WorkingDay>>.Not;
        }

        var days = new List<WorkingDay>();
        foreach (var item in node is JsonArray list ? list : [])
        {
            if (item is not JsonObject day || Day(day, errors) is not { } read)
            {
                errors.Invalid("working_hours");
                return Given<IReadOnlyList<WorkingDay>>.Not;
            }

            days.Add(read);
        }

        return new Given<IReadOnlyList<WorkingDay>>(IsGiven: true, days);
    }

    private static WorkingDay? Day(JsonObject day, RecordErrors errors)
    {
        var read = new ParameterReader(RequestParameters.Of(day), errors);
        return Number(read, "day_of_week") is { } number and >= 0 and < WorkingDay.DaysAWeek ? new WorkingDay
        {
            DayOfWeek = number,
            ClosedAllDay = read.Flag("closed_all_day").Or(null) ?? false,
            OpenHour = Number(read, "open_hour"),
            OpenMinutes = Number(read, "open_minutes"),
            CloseHour = Number(read, "close_hour"),
            CloseMinutes = Number(read, "close_minutes"),
            OpenAllDay = read.Flag("open_all_day").Or(null) ?? false,
        }
        : null;
    }

    private static int? Number(ParameterReader read, string name)
        => read.Integer(name).Or(null) is { } number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;
}
