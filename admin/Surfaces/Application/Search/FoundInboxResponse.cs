using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Surfaces.Application.Search;

/// <summary>The inbox of what was found.</summary>
internal sealed record FoundInboxResponse(long Id, long ChannelId, string Name, string ChannelType)
{
    public static FoundInboxResponse Of(Inbox inbox) => new(inbox.Id, inbox.Id, inbox.Name, InboxChannel.TypeName(inbox.Channel));
}
