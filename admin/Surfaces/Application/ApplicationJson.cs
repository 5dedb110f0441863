using System.Text.Json.Serialization;
using OneLink.Admin.Json;
using OneLink.Admin.Surfaces.Application.AgentBots;
using OneLink.Admin.Surfaces.Application.Agents;
using OneLink.Admin.Surfaces.Application.Audiences;
using OneLink.Admin.Surfaces.Application.Automation;
using OneLink.Admin.Surfaces.Application.BulkActions;
using OneLink.Admin.Surfaces.Application.Campaigns;
using OneLink.Admin.Surfaces.Application.CannedResponses;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Application.CustomAttributes;
using OneLink.Admin.Surfaces.Application.CustomFilters;
using OneLink.Admin.Surfaces.Application.Inboxes;
using OneLink.Admin.Surfaces.Application.Labels;
using OneLink.Admin.Surfaces.Application.Messages;
using OneLink.Admin.Surfaces.Application.Notifications;
using OneLink.Admin.Surfaces.Application.Search;
using OneLink.Admin.Surfaces.Application.Teams;
using OneLink.Admin.Surfaces.Application.Webhooks;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>What the Application API sends: names in snake case, nulls written unless a member says otherwise.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProbeResponse))]
[JsonSerializable(typeof(ProfileResponse))]
[JsonSerializable(typeof(AccountResponse))]
[JsonSerializable(typeof(IReadOnlyList<AgentResponse>))]
[JsonSerializable(typeof(IReadOnlyList<AgentBotResponse>))]
[JsonSerializable(typeof(IReadOnlyList<TeamResponse>))]
[JsonSerializable(typeof(ContactPayload))]
[JsonSerializable(typeof(BulkActionRefusal))]
[JsonSerializable(typeof(SearchPayload))]
[JsonSerializable(typeof(ContactJobResponse))]
[JsonSerializable(typeof(NewContactPayload))]
[JsonSerializable(typeof(ContactListPayload))]
[JsonSerializable(typeof(ContactInboxListPayload))]
[JsonSerializable(typeof(IReadOnlyList<NoteResponse>))]
[JsonSerializable(typeof(ContactLinkClicksPayload))]
[JsonSerializable(typeof(TitleListPayload))]
[JsonSerializable(typeof(LabelListPayload))]
[JsonSerializable(typeof(IReadOnlyList<CustomAttributeResponse>))]
[JsonSerializable(typeof(ConversationListData))]
[JsonSerializable(typeof(ConversationCountsPayload))]
[JsonSerializable(typeof(ContactConversationsPayload))]
[JsonSerializable(typeof(StatusPayload))]
[JsonSerializable(typeof(CustomAttributesPayload))]
[JsonSerializable(typeof(BotResponse))]
[JsonSerializable(typeof(TeamResponse))]
[JsonSerializable(typeof(MessageListPayload))]
[JsonSerializable(typeof(AttachmentListPayload))]
[JsonSerializable(typeof(IReadOnlyList<CannedResponseResponse>))]
[JsonSerializable(typeof(IReadOnlyList<CustomFilterResponse>))]
[JsonSerializable(typeof(MacroPayload))]
[JsonSerializable(typeof(MacroListPayload))]
[JsonSerializable(typeof(NotificationListData))]
[JsonSerializable(typeof(NotificationSettingsResponse))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(AutomationRulePayload))]
[JsonSerializable(typeof(AutomationRuleListPayload))]
[JsonSerializable(typeof(WebhookPayload))]
[JsonSerializable(typeof(AudienceListPayload))]
[JsonSerializable(typeof(AudienceMemberListPayload))]
[JsonSerializable(typeof(CampaignListPayload))]
[JsonSerializable(typeof(CampaignRecipientListPayload))]
[JsonSerializable(typeof(InboxListPayload))]
[JsonSerializable(typeof(AgentListPayload))]
[JsonSerializable(typeof(InboxDeletionResponse))]
[JsonSerializable(typeof(InboxBotPayload))]
[JsonSerializable(typeof(WebhookListPayload))]
[JsonSerializable(typeof(DeliveryListPayload))]
[JsonSerializable(typeof(QueuedDelivery))]
[JsonSerializable(typeof(InvitationResponse))]
internal sealed partial class ApplicationJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static ApplicationJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
