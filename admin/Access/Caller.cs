using OneLink.Admin.Limits;

namespace OneLink.Admin.Access;

/// <summary>Whose request this is: an API key and the account it belongs to, or a person who is signed in. A parameter of every handler behind a scope.</summary>
internal sealed record Caller(long AccountId, string KeyId, IReadOnlySet<string> Scopes, Actor Actor, RequestLimits Limits)
{
    /// <summary>Called by the framework for a handler's parameter; authorization has already let the request pass.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());

    /// <summary>The first of <paramref name="scopes"/> that the caller lacks, and so may neither grant nor get hold of.</summary>
    public string? Lacks(IEnumerable<string> scopes) => scopes.FirstOrDefault(scope => !Scopes.Contains(scope));
}
