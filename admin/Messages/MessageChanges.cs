using System.Text.Json.Nodes;
using OneLink.Admin.Channels.Sending;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Json;
using OneLink.Admin.Surveys;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Messages;

/// <summary>The rules by which messages are changed once they are written.</summary>
internal sealed class MessageChanges(IDatabase database, TimeProvider clock)
{
    private const string DeletedContent = "This message was deleted";
    private const string ExternalError = "external_error";

    /// <summary>Takes back what the message said; that there was one stays.</summary>
    public Task<RecordOutcome<Message>> DeleteAsync(long accountId, long conversationId, long id, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => ChangeAsync(
                scope,
                accountId,
                conversationId,
                id,
                async message =>
                {
                    await AttachmentRepository.DeleteAsync(scope, message);
                    return message with
                    {
                        Content = DeletedContent,
                        ContentType = MessageContentType.Text,
                        ContentAttributes = AttributeObject.Write(new JsonObject { ["deleted"] = true }),
                    };
                },
                performer),
            cancellationToken);

    /// <summary>
    /// Notes how far the message has come. What the channel tells late counts for nothing: a name that is no status, and
    /// delivery of what has been read.
    /// </summary>
    /// <param name="accountId">Whose message.</param>
    /// <param name="conversationId">Its conversation.</param>
    /// <param name="id">The message.</param>
    /// <param name="status">As clients name it.</param>
    /// <param name="externalError">Why it failed.</param>
    /// <param name="performer">Who says so.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public Task<RecordOutcome<Message>> SetStatusAsync(
        long accountId, long conversationId, long id, string? status, string? externalError, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => ChangeAsync(
                scope,
                accountId,
                conversationId,
                id,
                message => Task.FromResult(MessageStatus.Parse(status) is { } next && !(message.Status == MessageStatus.Read && next == MessageStatus.Delivered)
                    ? message with { Status = next, ContentAttributes = WithError(message, next == MessageStatus.Failed ? externalError : null) }
                    : message),
                performer),
            cancellationToken);

    /// <summary>
    /// Notes what somebody filled into a form, a choice or a survey that a message is. Any other message asks for nothing; a
    /// survey is closed after 14 days.
    /// </summary>
    /// <param name="accountId">Whose message.</param>
    /// <param name="conversationId">Its conversation.</param>
    /// <param name="id">The message.</param>
    /// <param name="values">As filled in: of a survey an object, of a form a list.</param>
    /// <param name="performer">Who filled it in.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public Task<RecordOutcome<Message>> SubmitAsync(
        long accountId, long conversationId, long id, JsonNode values, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var message = await MessageRepository.FindAsync(scope, accountId, conversationId, id);
                if (message is null or { IsPrivate: not 0 })
                {
                    return RecordOutcome<Message>.NotThere;
                }

                var now = clock.GetUtcNow();
                var errors = MessageRules.CheckSubmission(message, values, now);
                var answer = message.ContentType is MessageContentType.InputCsat ? SurveyAnswer.Read(values, errors) : null;
                if (errors.Any)
                {
                    return new RecordOutcome<Message>(errors);
                }

                if (answer is not null)
                {
                    await SurveyAnswers.StoreAsync(scope, message, answer, now.ToUnixTimeMilliseconds());
                }

                return await ChangeAsync(
                    scope,
                    accountId,
                    conversationId,
                    id,
                    stored => Task.FromResult(stored with
                    {
                        ContentAttributes = AttributeObject.Merge(stored.ContentAttributes, new JsonObject { ["submitted_values"] = values.DeepClone() }),
                    }),
                    performer);
            },
            cancellationToken);

    /// <summary>Sends once more what has failed.</summary>
    public Task<RecordOutcome<Message>> RetryAsync(long accountId, long conversationId, long id, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => ChangeAsync(
                scope,
                accountId,
                conversationId,
                id,
                async message =>
                {
                    var isWhole = await SendQueue.AgainAsync(scope, message, clock.GetUtcNow().ToUnixTimeMilliseconds());
                    return message with
                    {
                        Status = MessageStatus.Sent,
                        SourceId = isWhole ? null : message.SourceId,
                        ContentAttributes = WithError(message, error: null),
                    };
                },
                performer),
            cancellationToken);

    /// <summary>Notes what a provider tells of a message.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="before">As stored.</param>
    /// <param name="status">How far it has come; null for no news. What would take it back counts for nothing.</param>
    /// <param name="sourceId">By which the provider names it; null for no news.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="at">Unix milliseconds.</param>
    public static async Task NoteDeliveryAsync(WriteScope scope, Message before, long? status, string? sourceId, string? error, long at)
    {
        var after = before;
        if (status is { } next && MessageStatus.IsProgress(before.Status, next))
        {
            after = after with { Status = next, ContentAttributes = WithError(before, next == MessageStatus.Failed ? error : null) };
        }

        if (sourceId is not null && before.SourceId is null && await MessageRepository.FindBySourceAsync(scope, before.AccountId, before.InboxId, sourceId) is null)
        {
            after = after with { SourceId = sourceId };
        }

        if (after != before)
        {
            after = after with { UpdatedAt = Math.Max(at, before.UpdatedAt) };
            await MessageRepository.UpdateAsync(scope, after);
            scope.Raise(MessageEvents.Updated(before, after, performer: null));
        }
    }

    private async Task<RecordOutcome<Message>> ChangeAsync(
        WriteScope scope, long accountId, long conversationId, long id, Func<Message, Task<Message>> change, Performer? performer)
    {
        if (await MessageRepository.FindAsync(scope, accountId, conversationId, id) is not { } before)
        {
            return RecordOutcome<Message>.NotThere;
        }

        var after = await change(before);
        if (after == before)
        {
            return new RecordOutcome<Message>(before);
        }

        after = after with { UpdatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        await MessageRepository.UpdateAsync(scope, after);
        scope.Raise(MessageEvents.Updated(before, after, performer));
        return new RecordOutcome<Message>(after);
    }

    private static string WithError(Message message, string? error)
    {
        var attributes = AttributeObject.Parse(message.ContentAttributes);
        if (error is null)
        {
            return attributes.Remove(ExternalError) ? AttributeObject.Write(attributes) : message.ContentAttributes;
        }

        attributes[ExternalError] = error;
        return AttributeObject.Write(attributes);
    }
}
