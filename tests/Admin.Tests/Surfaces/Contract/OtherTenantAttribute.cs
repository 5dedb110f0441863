namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>
/// On a test in which one tenant calls for what is another's. Which operations it covers, its recorded calls say; that there
/// were two tenants at least, too: the harness counts those that a test makes.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OtherTenantAttribute : Attribute;
