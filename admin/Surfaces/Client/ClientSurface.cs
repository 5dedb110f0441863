using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>The Client API: for programs of an account's customers, who show an inbox and a contact that they know.</summary>
internal static class ClientSurface
{
    private const string InboxPath = $"/public/api/v1/inboxes/{{{ClientGate.InboxName}}}";

    /// <summary>Under an inbox's path.</summary>
    public const string ContactPath = $"/contacts/{{{ClientGate.ContactName}}}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var inbox = routes.MapGroup(InboxPath).AdmittedBy(routes.ServiceProvider.GetRequiredService<ClientGate>());
        ClientInboxEndpoint.Map(inbox);
        ClientContactEndpoints.Map(inbox);
        ClientConversationEndpoints.Map(inbox);
        ClientMessageEndpoints.Map(inbox);
        ClientLabelEndpoints.Map(inbox);
        SurveyEndpoints.Map(routes);
    }
}
