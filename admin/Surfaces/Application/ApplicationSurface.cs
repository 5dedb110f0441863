using OneLink.Admin.Surfaces.Access;
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

/// <summary>The Application API: people (and bots) working in their accounts.</summary>
internal static class ApplicationSurface
{
    public const string AccountPath = "/api/v1/accounts/{account_id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        ProbeEndpoint.Map(routes);

        var gate = routes.ServiceProvider.GetRequiredService<ApplicationGate>();
        ProfileEndpoints.Map(routes.MapGroup("/api/v1/profile").AdmittedBy(gate));

        var account = routes.MapGroup(AccountPath).AdmittedBy(gate);
        AccountEndpoints.Map(account);
        AgentEndpoints.Map(account);
        AgentBotEndpoints.Map(account);
        TeamEndpoints.Map(account);
        TeamMemberEndpoints.Map(account);
        ContactListEndpoints.Map(account);
        ContactEndpoints.Map(account);
        ContactLinkClickEndpoint.Map(account);
        ContactJobEndpoints.Map(account);
        ContactLabelEndpoints.Map(account);
        ContactInboxEndpoints.Map(account);
        NoteEndpoints.Map(account);
        ConversationListEndpoints.Map(account);
        ConversationEndpoints.Map(account);
        ConversationChangeEndpoints.Map(account);
        AssignmentEndpoints.Map(account);
        ConversationLabelEndpoints.Map(account);
        ParticipantEndpoints.Map(account);
        MessageEndpoints.Map(account);
        AttachmentEndpoints.Map(account);
        TranscriptEndpoint.Map(account);
        SearchEndpoints.Map(account);
        BulkActionEndpoint.Map(account);
        LabelEndpoints.Map(account);
        CustomAttributeEndpoints.Map(account);
        CannedResponseEndpoints.Map(account);
        CustomFilterEndpoints.Map(account);
        AutomationRuleEndpoints.Map(account);
        MacroEndpoints.Map(account);
        NotificationEndpoints.Map(account);
        NotificationSettingsEndpoints.Map(account);
        WebhookEndpoints.Map(account);
        AudienceEndpoints.Map(account);
        CampaignEndpoints.Map(account);
        InboxEndpoints.Map(account);
        InboxBotEndpoints.Map(account);
        InboxMemberEndpoints.Map(account);
    }

    public static TBuilder AllowBots<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
        => endpoints.WithMetadata(new BotsAllowed());

    public static TBuilder RequireAdministrator<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
        => endpoints.WithMetadata(new AdministratorsOnly());
}
