using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>Gathers what is shown of one conversation's messages, in a fixed number of queries for any number of them.</summary>
internal sealed class MessageView(IDatabase database, SenderView senders, FileLinks links)
{
    public async Task<MessageResponse> OfAsync(Conversation conversation, Message message, CancellationToken cancellationToken)
        => (await OfAsync(conversation, [message], cancellationToken))[0];

    public async Task<IReadOnlyList<MessageResponse>> OfAsync(Conversation conversation, IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        var known = await senders.OfAsync(conversation.AccountId, messages, cancellationToken);
        var attachments = await database.ReadAsync(
            connection => AttachmentRepository.OfMessagesAsync(
                connection, transaction: null, conversation.AccountId, [.. messages.Where(message => !message.IsActivity).Select(message => message.Id)]),
            cancellationToken);
        return
        [
            .. messages.Select(message => MessageResponse.Of(
                message,
                conversation.DisplayId,
                known.GetValueOrDefault((message.SenderKind ?? "", message.SenderId ?? 0)),
                [.. attachments[message.Id].Select(attachment => AttachmentResponse.Of(attachment, links))])),
        ];
    }
}
