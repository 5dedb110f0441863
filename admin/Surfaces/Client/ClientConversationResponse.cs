namespace OneLink.Admin.Surfaces.Client;

/// <summary>A conversation as the contact sees it. Times are seconds since 1970, 0 where there is none.</summary>
/// <param name="Id">The number that people see.</param>
/// <param name="Uuid">Unlike that of any other.</param>
/// <param name="InboxId">Where it is held.</param>
/// <param name="ContactLastSeenAt">When the contact last looked at it.</param>
/// <param name="Status">open, resolved, pending or snoozed.</param>
/// <param name="AgentLastSeenAt">When somebody of the account last looked at it.</param>
/// <param name="Messages">The last of them, oldest first, without notes.</param>
/// <param name="Contact">Whose it is.</param>
internal sealed record ClientConversationResponse(
    long Id,
    string Uuid,
    long InboxId,
    long ContactLastSeenAt,
    string Status,
    long AgentLastSeenAt,
    IReadOnlyList<ClientMessageResponse> Messages,
    ClientContactRecordResponse Contact);
