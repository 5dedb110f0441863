namespace OneLink.Admin.Tests.Hosting;

/// <inheritdoc cref="OneAdminFactAttribute"/>
internal sealed class OneAdminTheoryAttribute : TheoryAttribute
{
    public const string Reason = "Is about one admin.";

    public OneAdminTheoryAttribute() => Skip = TwinAdmins.AreWanted ? Reason : null;
}
