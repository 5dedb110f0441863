using OneLink.Admin.Access;
using OneLink.Admin.Accounts;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Events;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>
/// The platform app whose request this is, and the record that the path names, which the app may reach. A parameter of
/// every handler behind <see cref="PlatformGate"/>.
/// </summary>
internal sealed record PlatformCaller(PlatformApp App, string RequestId)
{
    private readonly Account? _account;
    private readonly User? _user;
    private readonly AgentBot? _bot;

    public long AppId => App.Id;

    /// <exception cref="InvalidOperationException">The path names no account.</exception>
    public Account Account
    {
        get => _account ?? throw NotNamed();
        init => _account = value;
    }

    /// <exception cref="InvalidOperationException">The path names no user.</exception>
    public User User
    {
        get => _user ?? throw NotNamed();
        init => _user = value;
    }

    /// <exception cref="InvalidOperationException">The path names no bot.</exception>
    public AgentBot Bot
    {
        get => _bot ?? throw NotNamed();
        init => _bot = value;
    }

    public Performer Performer => new(Performer.PlatformApp, AppId);

    /// <summary>The app as the audit log of an account names it.</summary>
    public Actor ActorIn(long accountId)
        => new(accountId, ActorKind.PlatformApp, AppId.ToString(System.Globalization.CultureInfo.InvariantCulture), App.Name, RequestId);

    /// <summary>Called by the framework for a handler's parameter; the gate has already let the request pass.</summary>
    public static ValueTask<PlatformCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<PlatformCaller>());

    private static InvalidOperationException NotNamed() => new("This endpoint's path does not name it.");
}
