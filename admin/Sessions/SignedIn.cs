using OneLink.Admin.Users;

namespace OneLink.Admin.Sessions;

/// <summary>Who is signed in, in which session.</summary>
/// <param name="User">The person.</param>
/// <param name="Session">The browser's.</param>
/// <param name="CsrfToken">What pages send back with what they change, see <see cref="Sessions.CsrfToken"/>.</param>
internal sealed record SignedIn(User User, Session Session, string CsrfToken)
{
    /// <summary>Called by the framework for a handler's parameter; <see cref="SessionGate"/> has already let the request pass.</summary>
    public static ValueTask<SignedIn?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<SignedIn>());
}
