namespace OneLink.Admin.Tests.Hosting;

/// <summary>A test of what each admin has for itself, or by a clock that the test moves and Redis does not share.</summary>
internal sealed class OneAdminFactAttribute : FactAttribute
{
    public OneAdminFactAttribute() => Skip = TwinAdmins.AreWanted ? OneAdminTheoryAttribute.Reason : null;
}
