using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>An inbox beside a contact.</summary>
internal sealed record InboxSlimResponse(long Id, string AvatarUrl, long ChannelId, string Name, string ChannelType, string? Provider)
{
    public static InboxSlimResponse Of(Inbox inbox)
        => new(inbox.Id, inbox.AvatarUrl ?? "", inbox.Id, inbox.Name, InboxChannel.TypeName(inbox.Channel), Provider: null);
}
