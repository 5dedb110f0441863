namespace OneLink.Simulation;

/// <summary>A figure of the model beside the same as measured.</summary>
/// <param name="What">The figure, with its unit.</param>
/// <param name="Measured">On a real machine.</param>
/// <param name="Simulated">By the model.</param>
/// <param name="Least">Share of the measured figure that the model must reach.</param>
/// <param name="Most">Share that it must not pass.</param>
internal sealed record Check(string What, double Measured, double Simulated, double Least, double Most)
{
    public bool Holds => Simulated >= Measured * Least && Simulated <= Measured * Most;
}
