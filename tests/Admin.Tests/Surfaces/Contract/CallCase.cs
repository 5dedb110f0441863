namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>What every operation needs a test of.</summary>
internal enum CallCase
{
    /// <summary>A call that does what it says.</summary>
    Success,

    /// <summary>A call that is refused for what it asks, not for whom it is by.</summary>
    Refusal,

    /// <summary>A call by one tenant for what is another's (<see cref="OtherTenantAttribute"/>).</summary>
    OtherTenant,
}
