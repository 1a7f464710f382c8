using RcuSim.Tests.Documents;
using RcuSim.Tests.Mutation;

// Tries every mutant; with the word "rest" only those that the last run has not killed and that are not
// listed as survivors, with another word only those whose names begin with it.
if (args is ["worker", var count])
{
    Worker.Run(int.Parse(count));
    return 0;
}

var mutants = MutatedLibrary.Build();
string results = Pages.At("artifacts", "mutation", "killed.txt");
string[] known = args.Contains("rest") ? File.ReadAllLines(results) : [];
string room = args.LastOrDefault(word => word != "rest") ?? "";
var killers = known.Select(line => line.Split('\t')).ToDictionary(line => line[0], line => line[1]);
File.WriteAllLines(results, known);
using var trial = new Trial(mutants.Count);
for (int number = 1; number <= mutants.Count; number++)
{
    string name = mutants[number - 1];
    if (killers.ContainsKey(name) || !name.StartsWith(room))
        continue;

    if (args.Contains("rest") && Score.Listed.Contains(name))
    {
        killers[name] = "";
        continue;
    }

    (killers[name], string failure) = trial.Try(number);
    if (killers[name] == "")
        Console.WriteLine($"{number} of {mutants.Count} survives: {name}");
    else
        File.AppendAllText(results, $"{name}\t{killers[name]}\t{failure}\n");
}

var tried = mutants.Where(name => name.StartsWith(room)).ToDictionary(name => name, name => killers[name]);
return new Score(tried, room).Print() ? 0 : 1;
