using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;

namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>All attachments of a conversation.</summary>
internal static class AttachmentEndpoints
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder account) => OpenedConversation.BehindDoor(account).MapGet("/attachments", List);

    internal static async Task<Results<JsonHttpResult<AttachmentListPayload>, ApiErrorResult>> List(
        HttpContext context,
        ApplicationCaller caller,
        OpenedConversation opened,
        RequestParameters parameters,
        IDatabase database,
        FileLinks links,
        SenderView senders)
    {
        var offset = (PageNumber.Of(parameters).Value - 1L) * PageSize;
        var (total, found, messages) = await database.ReadFromReplicaAsync(
            async connection =>
            {
                var page = await AttachmentRepository.OfConversationAsync(connection, caller.AccountId, opened.Value.Id, PageSize, offset);
                return (
                    await AttachmentRepository.CountAsync(connection, opened.Value.Id),
                    page,
                    await MessageRepository.ByIdAsync(connection, transaction: null, caller.AccountId, [.. page.Select(attachment => attachment.MessageId).Distinct()]));
            },
            context.RequestAborted);
        var known = await senders.OfAsync(caller.AccountId, messages.Values, context.RequestAborted);
        return TypedResults.Json(
            new AttachmentListPayload(
                new AttachmentListMeta(total),
                [.. found.Select(attachment => Shown(attachment, links, messages[attachment.MessageId], known))]),
            ApplicationJson.Relaxed.AttachmentListPayload);
    }

    private static AttachmentResponse Shown(Attachment attachment, FileLinks links, Message message, IReadOnlyDictionary<(string Kind, long Id), SenderResponse> senders)
        => AttachmentResponse.Of(attachment, links) with
        {
            CreatedAt = ApiTime.Epoch(message.CreatedAt),
            Sender = senders.GetValueOrDefault((message.SenderKind ?? "", message.SenderId ?? 0)),
        };
}
