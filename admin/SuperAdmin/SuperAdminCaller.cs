using System.Globalization;
using OneLink.Admin.Access;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.SuperAdmin;

/// <summary>Somebody who runs the installation, at work on it.</summary>
/// <param name="SignedIn">Who, in which session.</param>
/// <param name="RequestId">By which what he changes is found again.</param>
internal sealed record SuperAdminCaller(SignedIn SignedIn, string RequestId)
{
    /// <summary>Is written down with each change.</summary>
    public InstallationActor Actor => new(ActorKind.User, SignedIn.User.Id.ToString(CultureInfo.InvariantCulture), SignedIn.User.Name, RequestId);

    /// <summary>Called by the framework for a handler's parameter; <see cref="SuperAdminGate"/> has already let the request pass.</summary>
    public static ValueTask<SuperAdminCaller?> BindAsync(HttpContext context)
        => ValueTask.FromResult(context.Features.Get<SignedIn>() is { } signedIn ? new SuperAdminCaller(signedIn, context.TraceIdentifier) : null);
}
