using System.Text.Json.Nodes;
using OneLink.Admin.Channels;
using OneLink.Admin.Files;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Inboxes;

/// <summary>What is to be stored of an inbox; what is not given stays.</summary>
internal sealed record InboxInput
{
    public Given<string?> Name { get; init; }

    public Given<bool?> GreetingEnabled { get; init; }

    public Given<string?> GreetingMessage { get; init; }

    public Given<bool?> EnableEmailCollect { get; init; }

    public Given<bool?> CsatSurveyEnabled { get; init; }

    public Given<JsonObject?> CsatConfig { get; init; }

    public Given<bool?> EnableAutoAssignment { get; init; }

    public Given<JsonObject?> AutoAssignmentConfig { get; init; }

    public Given<bool?> WorkingHoursEnabled { get; init; }

    /// <summary>The days that change.</summary>
    public Given<IReadOnlyList<WorkingDay>> WorkingHours { get; init; }

    public Given<string?> OutOfOfficeMessage { get; init; }

    public Given<string?> Timezone { get; init; }

    public Given<bool?> AllowMessagesAfterResolved { get; init; }

    public Given<bool?> LockToSingleConversation { get; init; }

    public Given<bool?> TrackLinks { get; init; }

    public Given<string?> SenderNameType { get; init; }

    public Given<string?> BusinessName { get; init; }

    /// <summary>Of channels that can check who a contact is.</summary>
    public Given<bool?> HmacMandatory { get; init; }

    public Given<string?> WebhookUrl { get; init; }

    /// <summary>What only the channel knows; merged member by member.</summary>
    public JsonObject ChannelSettings { get; init; } = [];

    public Given<Avatar> Avatar { get; init; }

    /// <summary>How a provider's channel is to be reached; null where nothing is said of that.</summary>
    public ChannelWish? Connection { get; init; }

    /// <summary>The inbox with this applied, not checked yet.</summary>
    public Inbox ApplyTo(Inbox inbox, long at) => inbox with
    {
        Name = (Name.Or(inbox.Name) ?? "").Trim(),
        IsGreetingEnabled = Flag(GreetingEnabled, inbox.IsGreetingEnabled),
        GreetingMessage = GreetingMessage.Or(inbox.GreetingMessage),
        CollectsEmail = Flag(EnableEmailCollect, inbox.CollectsEmail),
        IsCsatEnabled = Flag(CsatSurveyEnabled, inbox.IsCsatEnabled),
        CsatConfig = CsatConfig.IsGiven ? AttributeObject.Write(CsatConfig.Value) : inbox.CsatConfig,
        AutoAssigns = Flag(EnableAutoAssignment, inbox.AutoAssigns),
        AutoAssignmentConfig = AutoAssignmentConfig.IsGiven ? AttributeObject.Write(AutoAssignmentConfig.Value) : inbox.AutoAssignmentConfig,
        HasWorkingHours = Flag(WorkingHoursEnabled, inbox.HasWorkingHours),
        WorkingHours = WorkingHours.IsGiven ? Inboxes.WorkingHours.With(inbox, [.. WorkingHours.Value.Select(day => day.Settled())]) : inbox.WorkingHours,
        OutOfOfficeMessage = OutOfOfficeMessage.Or(inbox.OutOfOfficeMessage),
        Timezone = Timezone.Or(inbox.Timezone) ?? inbox.Timezone,
        AllowsMessagesAfterResolved = Flag(AllowMessagesAfterResolved, inbox.AllowsMessagesAfterResolved),
        LocksToSingleConversation = Flag(LockToSingleConversation, inbox.LocksToSingleConversation),
        TracksLinks = Flag(TrackLinks, inbox.TracksLinks),
        SenderNameType = SenderNameType.Or(inbox.SenderNameType) ?? inbox.SenderNameType,
        BusinessName = BusinessName.Or(inbox.BusinessName),
        IsHmacMandatory = Flag(HmacMandatory, inbox.IsHmacMandatory),
        WebhookUrl = string.IsNullOrWhiteSpace(WebhookUrl.Or(inbox.WebhookUrl)) ? null : WebhookUrl.Or(inbox.WebhookUrl)!.Trim(),
        ChannelSettings = AttributeObject.Merge(inbox.ChannelSettings, ChannelSettings),
        AvatarFileId = AvatarOf(inbox).FileId,
        AvatarUrl = AvatarOf(inbox).Url,
        UpdatedAt = at,
    };

    private Avatar AvatarOf(Inbox inbox) => Avatar.Or(new Avatar(inbox.AvatarFileId, inbox.AvatarUrl));

    private static long Flag(Given<bool?> given, long stored) => (given.Or(null) ?? stored != 0) ? 1 : 0;
}
