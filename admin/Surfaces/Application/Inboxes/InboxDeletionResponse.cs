namespace OneLink.Admin.Surfaces.Application.Inboxes;

/// <summary>What is said where an inbox goes in the background.</summary>
internal sealed record InboxDeletionResponse(string Message)
{
    public static InboxDeletionResponse Accepted { get; } = new("Your inbox deletion request will be processed in some time.");
}
