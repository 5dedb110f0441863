using OneLink.Admin.Accounts;

namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>Whose request this is. A parameter of every handler behind <see cref="OneTalkGate"/>.</summary>
internal sealed record OneTalkCaller(Account Account)
{
    public long AccountId => Account.Id;

    /// <summary>Called by the framework for a handler's parameter; the gate has already let the request pass.</summary>
    public static ValueTask<OneTalkCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<OneTalkCaller>());
}
