using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Application.Teams;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>Reads what a list of conversations is to show.</summary>
internal sealed class ConversationQueries(ConversationDoor door, InboxRepository inboxes, TeamView teams, TimeProvider clock)
{
    private const string AnyStatus = "all";

    /// <returns>The query, or why there is none.</returns>
    public async Task<(ConversationQuery? Query, ApiErrorResult? Refusal)> ReadAsync(
        ApplicationCaller caller, RequestParameters parameters, CancellationToken cancellationToken)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var text = read.TextOrNull("q").Or(null);
        var (inboxId, teamId) = (read.Integer("inbox_id").Or(null), read.Integer("team_id").Or(null));
        var query = new ConversationQuery
        {
            AccountId = caller.AccountId,
            UserId = caller.User?.Id,
            InboxIds = await InboxIdsAsync(caller, inboxId, cancellationToken),
            Status = Status(read, text),
            Assignee = read.TextOrNull("assignee_type").Or(null) switch
            {
                "me" => AssigneeChoice.Mine,
                "unassigned" => AssigneeChoice.Unassigned,
                "assigned" => AssigneeChoice.Assigned,
                _ => AssigneeChoice.All,
            },
            Kind = read.TextOrNull("conversation_type").Or(null) switch
            {
                "mention" => ConversationKind.Mentioned,
                "participating" => ConversationKind.Participating,
                "unattended" => ConversationKind.Unattended,
                _ => ConversationKind.All,
            },
            TeamId = teamId,
            Labels = [.. (read.Texts("labels").Or(null) ?? []).Where(label => label.Length > 0)],
            SourceId = read.TextOrNull("source_id").Or(null),
            Text = text,
            ChangedSince = read.Integer("updated_within").Or(null) is { } seconds and >= 0
                ? clock.GetUtcNow().ToUnixTimeMilliseconds() - (Math.Min(seconds, int.MaxValue) * 1_000)
                : null,
            Sort = ConversationSort.Parse(read.TextOrNull("sort_by").Or(null)),
            Page = PageNumber.Of(parameters).Value,
        };
        if (read.Errors.Any)
        {
            return (null, ApplicationResults.Invalid(read.Errors));
        }

        return teamId is { } team && (await teams.OfAsync(caller.AccountId, [team], caller.User?.Id, cancellationToken)).Count == 0
            ? (null, ApplicationResults.NotFound())
            : (query, null);
    }

    /// <summary>Open ones, unless others or a text are asked for.</summary>
    private static long? Status(ParameterReader read, string? text)
    {
        var name = read.Choice("status", status => status is AnyStatus || ConversationStatus.ByName.ContainsKey(status)).Or(null);
        return name is AnyStatus || text is not null ? null : name is null ? ConversationStatus.Open : ConversationStatus.ByName[name];
    }

    /// <summary>An inbox in which the caller does not work shows nothing.</summary>
    private async Task<IReadOnlyList<long>?> InboxIdsAsync(ApplicationCaller caller, long? inboxId, CancellationToken cancellationToken)
    {
        if (inboxId is not { } id)
        {
            return await door.InboxIdsAsync(caller, cancellationToken);
        }

        return await inboxes.FindAsync(caller.AccountId, id, cancellationToken) is { } inbox && await caller.MayUseAsync(inbox, inboxes, cancellationToken)
            ? [id]
            : [];
    }
}
