namespace OneLink.Admin.Access;

/// <summary>Whose request this is: an API key and the account it belongs to. A parameter of every handler behind a key.</summary>
internal sealed record Caller(long AccountId, string KeyId, IReadOnlySet<string> Scopes)
{
    /// <summary>Called by the framework for a handler's parameter; authorization has already let the request pass.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());
}
