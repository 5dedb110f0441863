using System.Globalization;
using OneLink.Admin.Access;
using OneLink.Admin.Accounts;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Conversations;
using OneLink.Admin.Events;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>Whose request this is: a person, or a bot, in an account. A parameter of every handler behind <see cref="ApplicationGate"/>.</summary>
internal sealed record ApplicationCaller
{
    private readonly Account? _account;

    /// <summary>Null where a bot calls.</summary>
    public User? User { get; init; }

    /// <summary>Null where a person calls.</summary>
    public AgentBot? Bot { get; init; }

    /// <summary>The person's place in the account; null where a bot calls.</summary>
    public Membership? Membership { get; init; }

    /// <summary>The only account that the session of a page in another site's frame is good for; null for every other caller.</summary>
    public long? EmbeddedAccountId { get; init; }

    /// <exception cref="InvalidOperationException">The path names no account.</exception>
    public Account Account
    {
        get => _account ?? throw new InvalidOperationException("This endpoint's path names no account.");
        init => _account = value;
    }

    public long AccountId => Account.Id;

    public bool IsAdministrator => Membership is { IsAdministrator: true };

    public Performer Performer => User is not null ? new Performer(Performer.User, User.Id) : new Performer(Performer.AgentBot, Bot!.Id);

    public Author Author => new(Performer, User?.Name ?? Bot!.Name);

    /// <summary>The person as the audit log of an account names him.</summary>
    /// <param name="context">The request.</param>
    /// <param name="accountId">Whose log; by default that of the path's account.</param>
    public Actor ActorOf(HttpContext context, long? accountId = null)
        => new(accountId ?? AccountId, ActorKind.User, User!.Id.ToString(CultureInfo.InvariantCulture), User.Name, context.TraceIdentifier);

    /// <summary>The inboxes that the caller works in: of an administrator and of a bot, all of the account.</summary>
    public Task<List<Inbox>> InboxesAsync(InboxRepository inboxes, CancellationToken cancellationToken)
        => IsAdministrator || User is null
            ? inboxes.OfAccountAsync(AccountId, cancellationToken)
            : inboxes.OfMemberAsync(AccountId, User.Id, cancellationToken);

    /// <summary>Whether the caller works in an inbox of the account.</summary>
    public async Task<bool> MayUseAsync(Inbox inbox, InboxRepository inboxes, CancellationToken cancellationToken)
        => IsAdministrator || User is null || await inboxes.HasMemberAsync(AccountId, inbox.Id, User.Id, cancellationToken);

    /// <summary>Called by the framework for a handler's parameter; the gate has already let the request pass.</summary>
    public static ValueTask<ApplicationCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<ApplicationCaller>());
}
