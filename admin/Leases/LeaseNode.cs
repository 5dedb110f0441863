using OneLink.Admin.Hosting;

namespace OneLink.Admin.Leases;

/// <summary>
/// This admin's number in link ids, so that two admins give none twice: the setting, or, where several share a database and
/// none is set, the lowest that no other holds. One that is not held any more is still used until another is there: two
/// links in the same millisecond under the same number would be needed for harm, and the database takes only one of them.
/// </summary>
internal sealed class LeaseNode(AdminSettings settings, TimeProvider clock)
{
    private int _leased;
    private long _until;

    public int Number => settings.Node ?? Volatile.Read(ref _leased);

    public bool IsHeld => clock.GetTimestamp() < Volatile.Read(ref _until);

    public void Hold(int number, long until)
    {
        Volatile.Write(ref _leased, number);
        Volatile.Write(ref _until, until);
    }
}
