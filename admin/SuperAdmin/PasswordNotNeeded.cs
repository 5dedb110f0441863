namespace OneLink.Admin.SuperAdmin;

/// <summary>Of the endpoint that takes the password: it cannot ask for it first.</summary>
internal sealed class PasswordNotNeeded
{
    public static PasswordNotNeeded Instance { get; } = new();
}
