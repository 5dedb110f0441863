using System.Text.Json.Nodes;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Hosting;
using OneLink.Admin.Json;
using OneLink.Admin.Leases;
using OneLink.Admin.Links;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.LinkClicks.Joining;

/// <summary>
/// Joins conversations to the clicks that led to them:
/// 1. takes the codes that are due;
/// 2. looks for their clicks, of the code's own account only;
/// 3. in one transaction notes the click with the conversation, says so there, counts the reply, and forgets the code.
/// What dies before that commit is done again, and once.
/// </summary>
internal sealed partial class ClickJoiner(
    IDatabase database, ClicksByCode clicks, ConversationEdits edits, ILeases leases, TimeProvider clock, ILogger<ClickJoiner> logger)
    : PeriodicUpkeep(TimeSpan.FromSeconds(1), clock, logger)
{
    /// <summary>Where a conversation shows its click: a member of its <c>additional_attributes</c>.</summary>
    public const string Attribute = "click";

    private const int AtOnce = 50;

    /// <summary>An edge that was cut off brings its clicks later, but seldom after this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _clock = clock;
    private readonly ILease _lease = leases.Of(LeaseName.ClickJoining);
    private bool _isAway;

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (!_lease.IsHeld)
        {
            return;
        }

        var term = _lease.Term;
        List<WaitingCode> due;
        do
        {
            due = await WaitingCodes.DueAsync(database, Now, AtOnce, cancellationToken);
            foreach (var code in due)
            {
                if (!await TryJoinAsync(code, term, cancellationToken))
                {
                    return;
                }
            }
        }
        while (due.Count == AtOnce);
    }

    /// <returns>False where ClickHouse is away: the others can wait as well.</returns>
    private async Task<bool> TryJoinAsync(WaitingCode code, long term, CancellationToken cancellationToken)
    {
        ClickFacts? click;
        try
        {
            click = await clicks.FindAsync(checked((uint)code.AccountId), code.Code, DateTimeOffset.FromUnixTimeMilliseconds(code.CreatedAt), cancellationToken);
            _isAway = false;
        }
        catch (ClickHouseException exception)
        {
            if (!_isAway)
            {
                LogAway(exception.Message);
                _isAway = true;
            }

            return false;
        }

        await database.WriteAsync(
            async scope =>
            {
                await _lease.RequireAsync(scope, term);
                return click is null ? await PutOffAsync(scope, code) : await JoinAsync(scope, code, click);
            },
            cancellationToken);
        return true;
    }

    private async Task<int> PutOffAsync(WriteScope scope, WaitingCode code)
    {
        if (Now - code.CreatedAt > Patience.TotalMilliseconds)
        {
            return await WaitingCodes.RemoveAsync(scope, code);
        }

        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(code.Attempts, 10)));
        return await WaitingCodes.PutOffAsync(scope, code, Now + (long)(pause < LongestPause ? pause : LongestPause).TotalMilliseconds);
    }

    private async Task<int> JoinAsync(WriteScope scope, WaitingCode code, ClickFacts facts)
    {
        var removed = await WaitingCodes.RemoveAsync(scope, code);
        var click = new ConversationClick
        {
            ClickId = facts.ClickId,
            AccountId = code.AccountId,
            ConversationId = code.ConversationId,
            LinkId = checked((long)facts.LinkId),
            ClickedAt = facts.UnixTimeMs,
        };
        if (removed == 0
            || await ConversationRepository.FindAsync(scope, code.AccountId, code.ConversationId) is not { } conversation
            || !await ConversationClicks.InsertAsync(scope, click))
        {
            return removed;
        }

        var shown = await ShownAsync(scope, click, facts);
        var edit = edits.Begin(scope, conversation, Author.System);
        edit.Change(changing => changing with
        {
            AdditionalAttributes = AttributeObject.Merge(changing.AdditionalAttributes, new JsonObject { [Attribute] = shown.DeepClone() }),
        });
        await edit.NoteAsync(TextOf(shown));
        await edit.SaveAsync();
        await ConversationClicks.ReplyAsync(scope, click, _clock.GetUtcNow());
        if (conversation.Status == ConversationStatus.Resolved)
        {
            // It was resolved before its click was found.
            await ConversationClicks.ResolveAsync(scope, conversation, _clock.GetUtcNow());
        }

        return removed;
    }

    /// <summary>What an agent is to know of where somebody comes from: the link, and what the click says.</summary>
    private static async Task<JsonObject> ShownAsync(WriteScope scope, ConversationClick click, ClickFacts facts)
    {
        var shown = new JsonObject { ["link_id"] = new LinkId(click.LinkId).ToString(), ["clicked_at"] = DateTimeOffset.FromUnixTimeMilliseconds(click.ClickedAt).ToString("O") };
        if ((await LinkRepository.ByIdsAsync(scope, [click.LinkId])) is [var link]
            && (await DomainRepository.AllAsync(scope)).FirstOrDefault(domain => domain.Id == link.DomainId) is { } domain)
        {
            shown["short_url"] = ShortUrls.Of(domain, link.Slug);
        }

        foreach (var (name, value) in facts.Dimensions)
        {
            if (name is "rule" or "variant" or "platform" or "country" or "referrer" or "utm_source" or "utm_medium" or "utm_campaign" && value.Length > 0)
            {
                shown[name] = value;
            }
        }

        return shown;
    }

    private static string TextOf(JsonObject shown)
    {
        var more = new[] { ("variant", "variant"), ("utm_campaign", "campaign"), ("utm_source", "source") }
            .Where(part => shown.ContainsKey(part.Item1)).Select(part => $"{part.Item2} {shown[part.Item1]}").ToList();
        return $"Came by the link {shown["short_url"] ?? shown["link_id"]}" + (more.Count > 0 ? $" ({string.Join(", ", more)})" : "");
    }

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(EventId = 1861, Level = LogLevel.Warning, Message = "Clicks of conversations wait for ClickHouse: {Reason}")]
    private partial void LogAway(string reason);
}
