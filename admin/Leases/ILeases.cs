namespace OneLink.Admin.Leases;

/// <summary>Which work this admin does for all on the database (docs/decisions/0014-leases.md).</summary>
internal interface ILeases
{
    /// <summary>The lease of a piece of work. Asked for when the process is put together, before anything starts.</summary>
    /// <param name="name">The same in every admin; one of <see cref="LeaseName"/>.</param>
    ILease Of(string name);
}
